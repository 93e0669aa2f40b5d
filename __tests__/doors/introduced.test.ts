/** The action on a pull request whose checkout has no history, as actions/checkout leaves it. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { folderWith } from '../support/folder.ts'
import { type GitFolder, gitFolder } from '../support/git-folder.ts'
import { type GithubApi, type GithubApiOptions, startGithubApi } from '../support/github-api.ts'
import { type PullRequestCommits, pullRequestEvent, runAction } from '../support/run-action.ts'

const entry = join(import.meta.dirname, '..', '..', 'src', 'main.ts')

const schema = (fields = '') => `datasource db {
  provider = "postgresql"
}

model Note {
  id   Int    @id
  text String
${fields}}
`

let origin: GitFolder
let dump: string
beforeAll(async () => {
  origin = await gitFolder({ 'prisma/schema.prisma': schema('  old Boolean\n'), 'README.md': 'notes\n' })
  const folder = await folderWith({})
  dump = join(folder, 'dump.sql')
  writeFileSync(dump, 'CREATE TABLE "Note" ("id" integer PRIMARY KEY, "text" text NOT NULL);\n')
})

const opened: GithubApi[] = []
afterAll(async () => {
  for (const api of opened) await api.close()
})

/** A branch with a change, and the merge that GitHub makes of it. The event knows an older base than the merge has. */
function propose(name: string, files: Readonly<Record<string, string>>): PullRequestCommits {
  const base = origin.git('rev-parse', 'main')
  origin.git('checkout', '--quiet', '-b', name, 'main')
  const head = origin.commit(files)
  origin.git('checkout', '--quiet', '-b', `${name}-merged`, 'main')
  origin.commit({ [`docs/${name}.md`]: 'what main has gained since\n' })
  origin.git('merge', '--quiet', '--no-ff', '--message', 'merge', name)
  return { base, head, merge: origin.git('rev-parse', 'HEAD') }
}

async function run(name: string, commits: PullRequestCommits, options: GithubApiOptions = {}) {
  const api = await startGithubApi({ git: origin.directory, ...options })
  opened.push(api)
  const workspace = join(await folderWith({}), 'checkout')
  const source = `file://${origin.directory}`
  execFileSync('git', ['clone', '--quiet', '--depth', '1', '--branch', `${name}-merged`, source, workspace])
  const done = await runAction({
    entry,
    api,
    event: pullRequestEvent(undefined, commits),
    workspace,
    inputs: {
      dump,
      migrations: 'none',
      postgres: 'url',
      'database-url': inject('postgres'),
      'fail-on-introduced': 'true',
    },
  })
  const report: { findings: { object: { name: string }; introduced: boolean | null }[] } = JSON.parse(
    readFileSync(done.outputs['report-json'] ?? '', 'utf8'),
  )
  const told = Object.fromEntries(report.findings.map(({ object, introduced }) => [object.name, introduced]))
  return { ...done, api, told }
}

describe('a pull request, checked out with depth 1', { timeout: 60_000 }, () => {
  test('that touches nothing of Prisma passes, whatever was there before', async () => {
    const done = await run('readme', propose('readme', { 'README.md': 'more\n' }))
    expect(done).toMatchObject({
      exitCode: 0,
      told: { old: false },
      outputs: { status: 'drift', errors: '1', introduced: '0' },
    })
    expect(done.api.comments[0]?.body).toContain('nothing introduced')
    expect(done.log).not.toMatch(/^::(error|warning)/m)
    expect(done.api.requests.filter((request) => request.includes('/git/'))).toHaveLength(1)
  })

  test('that adds drift fails for that alone', async () => {
    const done = await run(
      'fresh',
      propose('fresh', { 'prisma/schema.prisma': schema('  old Boolean\n  fresh Boolean\n') }),
    )
    expect(done).toMatchObject({
      exitCode: 1,
      told: { old: false, fresh: true },
      outputs: { errors: '2', introduced: '1' },
    })
    expect(done.log).toContain(
      '::error::Schema drift: 1 finding at or above `fail-on: error` that this change introduced.',
    )
    expect(done.log).toMatch(/^::error .*line=9.*fresh/m)
    expect(done.log).not.toMatch(/^::error .*Note\.old/m)
    const body = done.api.comments[0]?.body ?? ''
    expect(body.indexOf('Introduced by this change')).toBeGreaterThan(0)
    expect(body.indexOf('Introduced by this change')).toBeLessThan(body.indexOf('There before'))
  })

  test('whose base GitHub does not show: unknown, every finding counts, and it is said', async () => {
    const commits = propose('closed', { 'README.md': 'closed\n' })
    const done = await run('closed', commits, { git: await nothing() })
    expect(done).toMatchObject({ exitCode: 1, told: { old: null }, outputs: { introduced: '' } })
    expect(done.log).toMatch(/^::warning .*::What this change introduced is not known: .*`contents: read`/m)
    expect(done.log).toContain('at or above `fail-on: error`, and what this change introduced is not known.')
    expect(done.api.comments[0]?.body).toContain('What this change introduced is not known')
  })
})

async function nothing(): Promise<string> {
  return (await gitFolder({})).directory
}
