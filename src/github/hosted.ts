import { createHash } from 'node:crypto'
import { type HostedRepository, type Snapshot, Unreadable } from '../model/snapshot.ts'
import { statusOf } from './api-error.ts'
import { type Client, connect } from './client.ts'
import type { RunContext } from './event.ts'
import { listFiles } from './tree.ts'

export interface HostedRequest {
  readonly run: RunContext
  /** Null when there is none: then only the clone can be asked. */
  readonly token: string | null
  /** The workspace; absolute. */
  readonly directory: string
}

/** All requests for the files of one commit, waiting included. */
const budgetMs = 90_000

/** Reads commits of the run's repository through GitHub's API, with few requests. */
export function hostedRepository({ run, token, directory }: HostedRequest): HostedRepository {
  const { owner, repo, apiUrl, checkedOut, proposal } = run
  const repository = { owner, repo }
  const ask = async <T>(what: string, question: (client: Client) => Promise<T>): Promise<T> => {
    if (token === null) throw new Unreadable(`This clone lacks ${what}, and \`github-token\` is empty.`)
    try {
      return await question(connect({ token, apiUrl, budgetMs }))
    } catch (error) {
      throw new Unreadable(`This clone lacks ${what}, and ${whyNot(error)}`, { cause: error })
    }
  }
  return {
    checkout: { directory, commit: checkedOut },
    proposal,
    mergeBase: (ref, commit) =>
      ask(`what ${ref} and the change have in common`, async (client) => {
        // The files that differ are on the first page alone, and nobody needs them.
        const page = { per_page: 1, page: 2 }
        try {
          const basehead = `${ref}...${commit}`
          const { data } = await client.rest.repos.compareCommitsWithBasehead({
            ...repository,
            basehead,
            ...page,
          })
          return data.merge_base_commit.sha
        } catch (error) {
          if (statusOf(error) === 404) return null
          throw error
        }
      }),
    snapshot: (commit, folders) =>
      ask(`the commit ${commit}`, async (client): Promise<Snapshot> => {
        const blobs = await listFiles(client, repository, commit, folders)
        return {
          paths: [...blobs.keys()],
          read: (paths, atHand) =>
            ask(`files of the commit ${commit}`, async (reader) => {
              const wanted = paths.flatMap((path) => blobs.get(path) ?? [])
              const contents = await readBlobs(reader, repository, wanted, atHand)
              return new Map(
                paths.flatMap((path) => {
                  const content = contents.get(blobs.get(path) ?? '')
                  return content === undefined ? [] : [[path, content] as const]
                }),
              )
            }),
        }
      }),
  }
}

interface Repository {
  readonly owner: string
  readonly repo: string
}

/** Blobs that one question asks for; each is an object of GraphQL's limits: https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
const batch = 100

/** The contents by name: those at hand, a hundred a request of those that are texts, and one a request of what is left. */
async function readBlobs(
  client: Client,
  repository: Repository,
  names: readonly string[],
  atHand: readonly Buffer[],
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map(atHand.map((content) => [blobName(content), content]))
  const absent = () => [...new Set(names)].filter((name) => !contents.has(name))
  const texts = absent()
  for (let at = 0; at < texts.length; at += batch) {
    for (const text of await readTexts(client, repository, texts.slice(at, at + batch)))
      contents.set(blobName(text), text)
  }
  // Too long for that, or no UTF-8.
  for (const name of absent()) {
    const { data } = await client.rest.git.getBlob({ ...repository, file_sha: name })
    contents.set(name, Buffer.from(data.content, 'base64'))
  }
  return contents
}

async function readTexts(
  client: Client,
  { owner, repo }: Repository,
  names: readonly string[],
): Promise<readonly Buffer[]> {
  const variables = Object.fromEntries(names.map((name, index) => [`o${index}`, name]))
  const declared = Object.keys(variables).map((name) => `, $${name}: GitObjectID!`)
  const asked = Object.keys(variables).map(
    (name) => `${name}: object(oid: $${name}) { ... on Blob { text } }`,
  )
  const { repository } = await client.graphql<{
    readonly repository: Readonly<Record<string, { readonly text?: string | null } | null>> | null
  }>(
    `query ($owner: String!, $repo: String!${declared.join('')}) {
      repository(owner: $owner, name: $repo) { ${asked.join(' ')} }
    }`,
    { owner, repo, ...variables },
  )
  return Object.values(repository ?? {}).flatMap((blob) =>
    blob?.text ? [Buffer.from(blob.text, 'utf8')] : [],
  )
}

/** Git's own name of a content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobName(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
}

function whyNot(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  switch (statusOf(error)) {
    case null:
      return `GitHub could not be asked (${message}).`
    case 401:
      return 'GitHub does not accept the token (401). Renew the one in `github-token`.'
    case 403:
    case 404:
      return `GitHub does not show it to the token (${statusOf(error)}). Give the job the permission \`contents: read\`, or check out with \`fetch-depth: 0\`.`
    default:
      return `GitHub answered ${statusOf(error)} (${message}).`
  }
}
