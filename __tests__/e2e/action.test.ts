import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { gitFolder } from '../support/git-folder.ts'
import { type GithubApi, type GithubApiOptions, startGithubApi } from '../support/github-api.ts'
import { plainEvent, pullRequestEvent, type RunnerEvent, runAction } from '../support/run-action.ts'
import { miniInputs, writeMiniProject } from './mini-project.ts'

/** dist/ as a runner runs it, on real projects and a real Postgres, against a stand-in of api.github.com. */
const scratch = mkdtempSync(join(tmpdir(), 'e2e-'))
let folders = 0
let workspace: string
const opened: GithubApi[] = []

beforeEach(() => {
  workspace = join(scratch, String(++folders))
})
afterAll(async () => {
  for (const api of opened) await api.close()
  rmSync(scratch, { recursive: true })
})

async function github(options: GithubApiOptions = {}): Promise<GithubApi> {
  const api = await startGithubApi(options)
  opened.push(api)
  return api
}

/** One that has ended but that its new parent has not waited for counts as ended. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

/** What a suggestion puts in the place of the lines that it stands on. */
function suggestedLines(body: string): string[] {
  return /^```suggestion\n([\s\S]*?)^```$/m.exec(body)?.[1]?.split('\n').slice(0, -1) ?? expect.fail(body)
}

function run(
  api: GithubApi,
  inputs: Readonly<Record<string, string>>,
  event: RunnerEvent = pullRequestEvent(),
) {
  return runAction({ api, event, workspace, inputs })
}

describe('the example', () => {
  const source = join(import.meta.dirname, '..', '..', 'examples', 'tutoring')
  const example = { 'working-directory': 'tutoring', dump: 'dump.sql', base: 'none' }
  beforeEach(() => cpSync(source, join(workspace, 'tutoring'), { recursive: true }))

  /** A pull request that rewrites the first models of the schema. */
  async function proposal() {
    const path = 'tutoring/prisma/schema.prisma'
    const schema = readFileSync(join(source, 'prisma', 'schema.prisma'), 'utf8')
    const origin = await gitFolder({ [path]: schema.replace(/^model User [\s\S]*?^}/m, '') })
    const base = origin.git('rev-parse', 'HEAD')
    const head = origin.commit({ [path]: schema })
    return { directory: origin.directory, commits: { base, head, merge: head } }
  }

  test('drifts: one comment, suggestions and the plan, which a second run leaves alone', async () => {
    const { directory, commits } = await proposal()
    const api = await github({ git: directory, commits })
    const event = pullRequestEvent(undefined, commits)
    const first = await run(api, example, event)
    expect(first).toMatchObject({
      exitCode: 1,
      outputs: { status: 'drift', drifted: 'true', 'comment-id': String(api.comments[0]?.id) },
    })
    expect(Number(first.outputs.errors)).toBeGreaterThan(0)
    expect(first.summary).toContain('id-strategy')
    expect(first.log).toMatch(/^::error .*file=tutoring\/prisma\/schema\.prisma,line=\d+/m)
    const body = api.comments[0]?.body
    expect(body).toContain('id-strategy')
    expect(body).toMatch(/\d+ of the \d+ changes of the schema are suggested on lines of this pull request/)

    expect(first.outputs.proof).toBe('proved')
    const written = (output: string) => readFileSync(first.outputs[output] ?? '', 'utf8')
    expect(written('schema-patch')).toContain('+++ b/prisma/schema.prisma')
    expect(written('migration-sql')).toContain('ADD COLUMN "paid_at"')
    expect(written('rollback-sql')).toContain('DROP COLUMN IF EXISTS "paid_at"')
    const applied = join(scratch, 'applied')
    cpSync(source, applied, { recursive: true })
    execFileSync('git', ['apply', first.outputs['plan-patch'] ?? ''], { cwd: applied })
    const aligned = readFileSync(join(applied, 'prisma', 'schema.prisma'), 'utf8')
    const suggested = api.pull.comments().flatMap((each) => suggestedLines(each.body))
    expect(suggested.join('\n')).toMatch(/dbgenerated\("uuid_generate_v4\(\)"\)[\s\S]*@default\(B2C\)/)
    for (const line of suggested) expect(aligned).toContain(`${line}\n`)

    const second = await run(api, example, event)
    expect(second.outputs['comment-id']).toBe(first.outputs['comment-id'])
    expect(api.comments.map((comment) => comment.body)).toEqual([body])
    expect(api.requests.filter((request) => request.startsWith('PATCH'))).toEqual([])
    expect(api.requests.filter((request) => /^POST .*\/reviews$/.test(request))).toHaveLength(1)
    expect(readFileSync(second.outputs['report-json'] ?? '', 'utf8')).toContain('"status": "drift"')
  })

  test('on a fork: a warning that names the permission, and the report in the summary', async () => {
    const api = await github({ readOnly: true })
    const done = await run(api, { ...example, proof: 'false' }, pullRequestEvent('mallory/tutoring'))
    expect(done).toMatchObject({ exitCode: 1, outputs: { status: 'drift', 'comment-id': '' } })
    expect(done.log).toMatch(/^::warning::No comment on #7: .*`pull-requests: write`/m)
    expect(done.summary).toContain('id-strategy')
    expect(api.comments).toEqual([])
  })

  test('on a push: summary and gate', async () => {
    const api = await github()
    const done = await run(api, { ...example, proof: 'false', 'fail-on': 'never' }, plainEvent('push'))
    expect(done).toMatchObject({ exitCode: 0, outputs: { status: 'drift', proof: 'not-run' } })
    expect(done.summary).toContain('id-strategy')
    expect(done.summary).toContain('Not proved')
    expect(api.requests).toEqual([])
  })
})

describe('a pull request over time', () => {
  test('drift, then a dump that is not there, then fixed: one comment that tells each', async () => {
    const api = await github()
    writeMiniProject(workspace, ['nickname String'])
    const drift = await run(api, miniInputs)
    expect(drift).toMatchObject({ exitCode: 1, outputs: { status: 'drift', errors: '1' } })
    expect(api.comments[0]?.body).toContain('nickname')

    const failed = await run(api, { ...miniInputs, dump: 'absent.sql' })
    expect(failed).toMatchObject({ exitCode: 2, outputs: { status: 'failed' } })
    expect(api.comments[0]?.body).toContain('could not be checked')

    writeMiniProject(workspace, [])
    const fixed = await run(api, miniInputs)
    expect(fixed).toMatchObject({
      exitCode: 0,
      outputs: { status: 'clean', findings: '0', 'comment-id': '1000' },
    })
    expect(api.comments).toHaveLength(1)
    expect(api.comments[0]?.body).toContain('resolved')
  })

  test('GitHub answers 429 once', async () => {
    const api = await github()
    const message = 'You have exceeded a secondary rate limit.'
    const answer = { status: 429, message, headers: { 'retry-after': '1' }, times: 1 }
    api.script({ method: 'POST', path: /comments/, ...answer })
    writeMiniProject(workspace, ['nickname String'])
    expect((await run(api, miniInputs)).outputs['comment-id']).toBe('1000')
    expect(api.comments).toHaveLength(1)
  })

  test('GitHub answers 422', async () => {
    const api = await github()
    api.script({ method: 'POST', path: /comments/, status: 422, message: 'Validation Failed' })
    writeMiniProject(workspace, ['nickname String'])
    const done = await run(api, miniInputs)
    expect(done.exitCode).toBe(1)
    expect(done.log).toMatch(/^::warning::No comment on #7: GitHub refused it \(422/m)
  })
})

describe('a job that is cancelled', () => {
  test.each(['SIGINT', 'SIGKILL'] as const)(
    '%s: nothing is left once the post step has run',
    async (signal) => {
      const api = await github()
      writeMiniProject(workspace, [])
      const interrupt = { at: /::group::Start Postgres/, signal }
      const done = await runAction({
        api,
        event: pullRequestEvent(),
        workspace,
        inputs: { ...miniInputs, postgres: 'local' },
        interrupt,
      })
      expect(done.exitCode).toBe(signal === 'SIGINT' ? 130 : null)
      const { directory, pid } = JSON.parse(done.state.remains ?? '')
      const post = await done.post()
      expect(post).toMatchObject({ exitCode: 0 })
      expect(post.log).not.toContain('::warning')
      expect(existsSync(directory)).toBe(false)
      expect(isRunning(pid)).toBe(false)
    },
  )
})
