import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readBase } from '../../src/base/read-base.ts'
import { hostedRepository } from '../../src/github/hosted.ts'
import { type HostedRepository, Unreadable } from '../../src/model/snapshot.ts'
import { readProject } from '../../src/prisma/read-project.ts'
import { configFor, datasource, folderWith } from '../support/folder.ts'
import { type GitFolder, gitFolder } from '../support/git-folder.ts'
import { type GithubApi, type GithubApiOptions, githubToken, startGithubApi } from '../support/github-api.ts'

const opened: GithubApi[] = []
afterEach(async () => {
  for (const api of opened.splice(0)) await api.close()
})

const migrations = Object.fromEntries(
  Array.from({ length: 250 }, (_, index) => [
    `apps/api/prisma/migrations/${1000 + index}_step/migration.sql`,
    `SELECT ${index};\n`,
  ]),
)
const schema = (name: string) => `${datasource}\nmodel ${name} {\n  id Int @id\n}\n`

let folder: GitFolder
let base: string
let head: string
beforeAll(async () => {
  folder = await gitFolder({
    'package.json': '{ "devDependencies": { "prisma": "6.19.3" } }',
    'apps/web/page.tsx': 'page\n',
    'apps/api/prisma/schema.prisma': schema('Note'),
    'apps/api/prisma/latin.prisma': '// caf\n',
    ...migrations,
  })
  base = folder.git('rev-parse', 'HEAD')
  folder.git('checkout', '--quiet', '-b', 'change')
  head = folder.commit({ 'apps/api/prisma/schema.prisma': schema('Memo') })
  folder.git('checkout', '--quiet', 'main')
  folder.commit({ 'apps/web/page.tsx': 'newer\n' })
})

async function hosted(options: GithubApiOptions = {}, token: string | null = githubToken) {
  const api = await startGithubApi({ git: folder.directory, ...options })
  opened.push(api)
  const run = {
    event: 'pull_request',
    owner: 'acme',
    repo: 'tutoring',
    sha: head,
    checkedOut: head,
    proposal: { base: folder.git('rev-parse', 'main'), head },
    pullRequest: { number: 7, readOnly: null },
    serverUrl: 'https://github.com',
    apiUrl: api.url,
    runUrl: '',
  } as const
  return { api, repository: hostedRepository({ run, token, directory: '/workspace' }) }
}

/** What a checkout of depth 1 has of the change, and what is read of the base. */
async function shallowBase(repository: HostedRepository, files: Readonly<Record<string, string>>) {
  const clone = await gitFolder(files)
  const config = configFor(`${clone.directory}/apps/api`, { schema: 'prisma/schema.prisma' })
  const project = await readProject(config)
  // The commit of the clone is another than GitHub's: the change's own stands for it.
  const known: HostedRepository = { ...repository, mergeBase: (ref) => repository.mergeBase(ref, head) }
  const log = { note() {}, warn() {} }
  return readBase({ config, project, hosted: known, signal: new AbortController().signal, log })
}

const shallow = { 'apps/api/prisma/schema.prisma': schema('Memo'), ...migrations }

describe('the base through the API', () => {
  test('is where the change began; no more is fetched than differs', async () => {
    const { api, repository } = await hosted()
    const found = await shallowBase(repository, shallow)
    if (found.state !== 'other') return expect.fail(found.state)
    expect(found.project.files.map(({ content }) => content)).toEqual([schema('Note')])
    expect(found.project.prismaVersion).toBe('6.19.3')
    await found.remove()
    expect(api.requests.map((request) => request.replace(/[\da-f]{40}/g, 'SHA'))).toEqual([
      'GET /repos/acme/tutoring/compare/SHA...SHA',
      'GET /repos/acme/tutoring/git/trees/SHA',
      'POST /graphql',
    ])
  })

  test('files that were taken away are fetched a hundred a request', async () => {
    const { api, repository } = await hosted()
    const found = await shallowBase(repository, {
      'apps/api/prisma/schema.prisma': schema('Memo'),
      'apps/api/prisma/migrations/1_all/migration.sql': 'SELECT 1;\n',
    })
    if (found.state !== 'other') return expect.fail(found.state)
    await found.remove()
    expect(api.requests.filter((request) => request === 'POST /graphql')).toHaveLength(3)
    expect(api.requests).toHaveLength(5)
  })

  test('of a repository that does not fit into one answer, folder by folder', async () => {
    const { api, repository } = await hosted({ treeLimit: 506 })
    const found = await shallowBase(repository, shallow)
    if (found.state !== 'other') return expect.fail(found.state)
    expect(found.project.files.map(({ content }) => content)).toEqual([schema('Note')])
    await found.remove()
    expect(api.requests.filter((request) => request.includes('/git/trees/')).length).toBeLessThan(8)
  })

  test('a file that is no text', async () => {
    const { repository } = await hosted()
    const latin = Buffer.from([0x2d, 0x2d, 0xe9, 0x0a])
    const other = await folderWith({})
    writeFileSync(join(other, 'latin.sql'), latin)
    const blob = folder.git('hash-object', '-w', join(other, 'latin.sql'))
    folder.git('checkout', '--quiet', '-b', 'latin', base)
    folder.git('update-index', '--add', '--cacheinfo', `100644,${blob},apps/api/prisma/latin.sql`)
    folder.git('commit', '--quiet', '--message', 'latin')
    const snapshot = await repository.snapshot(folder.git('rev-parse', 'HEAD'), [''])
    const contents = await snapshot.read(['apps/api/prisma/latin.sql'], [])
    expect(contents.get('apps/api/prisma/latin.sql')).toEqual(latin)
    folder.git('checkout', '--quiet', '--force', 'main')
  })

  test('what is at hand is not fetched', async () => {
    const { api, repository } = await hosted()
    const snapshot = await repository.snapshot(base, [''])
    await snapshot.read(['apps/api/prisma/schema.prisma'], [Buffer.from(schema('Note'))])
    expect(api.requests).toHaveLength(1)
  })

  test.each([
    [403, 'Resource not accessible by integration', /\(403\).*`contents: read`/],
    [404, 'Not Found', /\(404\).*`contents: read`/],
    [401, 'Bad credentials', /\(401\)/],
  ])('that GitHub refuses (%i) is unknown, with what would help', async (status, message, expected) => {
    const { api, repository } = await hosted()
    api.script({ method: 'GET', path: /git\/trees/, status, message })
    expect(await shallowBase(repository, shallow)).toEqual({
      state: 'unknown',
      because: expect.stringMatching(expected),
    })
  })

  test('without a token is unknown, and nothing is asked', async () => {
    const { api, repository } = await hosted({}, null)
    await expect(repository.snapshot(base, [''])).rejects.toThrow(Unreadable)
    expect(api.requests).toEqual([])
  })

  test('a ref that GitHub does not know', async () => {
    const { repository } = await hosted()
    expect(await repository.mergeBase('nobody', head)).toBeNull()
    expect(await repository.mergeBase('main', head)).toBe(base)
  })
})
