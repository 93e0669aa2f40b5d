/** The action on a pull request that touches schema.prisma, from drift to suggestions to what they make when committed. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { folderWith } from '../support/folder.ts'
import { type GitFolder, gitFolder } from '../support/git-folder.ts'
import { type GithubApi, type GithubApiOptions, startGithubApi } from '../support/github-api.ts'
import { type ActionRun, pullRequestEvent, runAction } from '../support/run-action.ts'

const entry = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
const file = 'app/prisma/schema.prisma'

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n'
const proposed = `${datasource}
/// What people write down.
model Note {
  id        Int      @id
  text      String?  // as it was typed
  mode      String   @default("draft")
  createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(6)

  @@map("notes")
}
`
const dump = `CREATE TABLE notes (
  id integer PRIMARY KEY,
  text text NOT NULL,
  mode text NOT NULL DEFAULT 'final',
  pinned boolean NOT NULL DEFAULT false,
  created_at timestamp(6) with time zone NOT NULL DEFAULT now()
);
`

let origin: GitFolder
let dumpFile: string
const opened: GithubApi[] = []
beforeAll(async () => {
  origin = await gitFolder({ [file]: datasource, 'README.md': 'notes\n' })
  dumpFile = join(await folderWith({ 'dump.sql': dump }), 'dump.sql')
})
afterAll(async () => {
  for (const api of opened) await api.close()
})

/** Commits to the pull request, and merges it with a main whose schema has gone on meanwhile. */
function push(content: string) {
  const base = origin.git('rev-parse', 'main')
  origin.git('checkout', '--quiet', 'proposal')
  const head = origin.commit({ [file]: content })
  origin.git('checkout', '--quiet', '-B', 'merged', 'main')
  origin.commit({ [file]: `// Kept by the notes team.\n\n${datasource}` })
  origin.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'proposal')
  return { base, head, merge: origin.git('rev-parse', 'HEAD') }
}

async function github(commits: ReturnType<typeof push>, options: GithubApiOptions = {}): Promise<GithubApi> {
  const api = await startGithubApi({ git: origin.directory, commits, ...options })
  opened.push(api)
  return api
}

async function run(api: GithubApi, commits: ReturnType<typeof push>, from?: string): Promise<ActionRun> {
  const workspace = join(await folderWith({}), 'checkout')
  const source = `file://${origin.directory}`
  execFileSync('git', ['clone', '--quiet', '--depth', '1', '--branch', 'merged', source, workspace])
  return runAction({
    entry,
    api,
    event: pullRequestEvent(from, commits),
    workspace,
    inputs: {
      'working-directory': 'app',
      dump: dumpFile,
      migrations: 'none',
      postgres: 'url',
      'database-url': inject('postgres'),
    },
  })
}

/** The file with all suggestions committed, as GitHub does it. */
function committed(content: string, api: GithubApi): string {
  const rows = content.split('\n')
  for (const { start_line, line = 0, body } of api.pull.comments().toReversed()) {
    const first = start_line ?? line
    const text = /^(`{3,})suggestion\n([\s\S]*?)^\1$/m.exec(body)?.[2] ?? expect.fail(body)
    rows.splice(first - 1, line - first + 1, ...text.split('\n').slice(0, -1))
  }
  return rows.join('\n')
}

test('suggestions: made once, left alone, and gone when they are committed', {
  timeout: 120_000,
}, async () => {
  origin.git('branch', 'proposal', 'main')
  const commits = push(proposed)
  const api = await github(commits)
  const first = await run(api, commits)
  expect(first).toMatchObject({ exitCode: 1, outputs: { status: 'drift', proof: 'proved' } })
  const places = api.pull.comments().map(({ path, start_line, line }) => [path, start_line ?? line, line])
  expect(places).toEqual([[file, 8, 9]])
  const [body = ''] = api.pull.kept.map((each) => each.body)
  for (const word of ['notes.text', 'notes.mode', 'notes.pinned', 'Proved']) expect(body).toContain(word)
  expect(body).toContain('  // as it was typed\n')
  expect(api.comments[0]?.body).toContain('suggested on lines of this pull request')

  const requests = api.requests.length
  await run(api, commits)
  const writes = api.requests.slice(requests).filter((each) => /^(POST|PATCH|DELETE) \/repos/.test(each))
  expect(writes).toEqual([])

  const fixed = committed(proposed, api)
  const next = push(fixed)
  api.push(next)
  const second = await run(api, next)
  expect(second).toMatchObject({ exitCode: 0, outputs: { status: 'clean' } })
  expect(api.pull.kept).toEqual([])
  expect(second.log).not.toContain('::warning')
})
