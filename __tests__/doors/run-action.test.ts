import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test as plainTest } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { planPatch } from '../../src/report/plan/blocks.ts'
import { disproved, planned, proved } from '../report/plan-samples.ts'
import * as samples from '../report/samples.ts'
import { type GithubApi, type GithubApiOptions, repository, startGithubApi } from '../support/github-api.ts'
import {
  type ActionRun,
  plainEvent,
  pullRequestEvent,
  type RunnerEvent,
  runAction,
} from '../support/run-action.ts'

const entry = join(import.meta.dirname, 'action-with-report.ts')
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
afterAll(() => rmSync(workspace, { recursive: true }))

interface Scene {
  readonly api: GithubApi
  /** One run of the action; `report` is what its check hands over. */
  run(report: Report, given?: Given): Promise<ActionRun>
}
interface Given {
  readonly event?: RunnerEvent
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly cancelAt?: RegExp
}

let reports = 0
const test = plainTest.extend<{ given: (options?: GithubApiOptions) => Promise<Scene> }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that one needs from the pattern
  given: async ({}, use) => {
    const opened: GithubApi[] = []
    await use(async (options) => {
      const api = await startGithubApi(options)
      opened.push(api)
      return {
        api,
        run: (report, { event = pullRequestEvent(), inputs = {}, env = {}, cancelAt } = {}) => {
          const file = join(workspace, `report-${++reports}.json`)
          writeFileSync(file, JSON.stringify(report))
          const cancel =
            cancelAt === undefined ? {} : { interrupt: { at: cancelAt, signal: 'SIGINT' as const } }
          const all = { dump: 'none', ...inputs }
          return runAction({
            entry,
            api,
            event,
            workspace,
            inputs: all,
            env: { CHECK_REPORT: file, ...env },
            ...cancel,
          })
        },
      }
    })
    for (const api of opened) await api.close()
  },
})

const drift = samples.alignment
const { clean, failed } = samples

describe.concurrent('a pull request', { timeout: 120_000 }, () => {
  test('drift: one comment, summary, annotations, outputs, files, and the job fails', async ({ given }) => {
    const { api, run } = await given()
    const done = await run(drift)
    expect(done.exitCode).toBe(1)
    expect(api.comments).toHaveLength(1)
    expect(api.comments[0]?.body).toContain('<!-- prisma-schema-drift:default -->')
    expect(done.summary).toContain('Schema drift')
    expect(done.log).toMatch(/^::error::Schema drift: \d+ findings at or above `fail-on: error`\.$/m)
    expect(done.log).toMatch(/^::error .*file=prisma\/schema\.prisma,line=\d+/m)
    const errors = drift.findings.filter(({ severity }) => severity === 'error').length
    expect(done.outputs).toMatchObject({
      status: 'drift',
      drifted: 'true',
      findings: String(drift.findings.length),
      errors: String(errors),
      'comment-id': '1000',
      'comment-url': `https://github.com/${repository}/pull/7#issuecomment-1000`,
    })
    const { report = '', 'report-json': json = '', 'report-html': html = '', sarif = '' } = done.outputs
    for (const file of [report, html, sarif]) expect(existsSync(file)).toBe(true)
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ version: 1, status: 'drift' })
  })

  test('a plan: whether it is proved, and the files it is applied with; none of one that failed its proof', async ({
    given,
  }) => {
    const { api, run } = await given()
    const { outputs } = await run(planned, { inputs: { suggestions: 'false' } })
    expect(outputs.proof).toBe('proved')
    const read = (output: string) => readFileSync(outputs[output] ?? '', 'utf8')
    expect(read('plan-patch')).toBe(planPatch(proved))
    expect(read('schema-patch')).toBe(proved.schemaPatch)
    expect(read('migration-sql')).toBe(proved.migrationSql)
    expect(read('rollback-sql')).toBe(proved.rollbackSql)
    expect(api.comments[0]?.body).toContain("git apply <<'PATCH'")

    const failing = await run(disproved, { inputs: { suggestions: 'false' } })
    expect(failing.outputs).toMatchObject({ proof: 'failed', 'plan-patch': '', 'schema-patch': '' })
    expect(api.comments[0]?.body).not.toContain('git apply')
    expect((await run(clean)).outputs).toMatchObject({ proof: 'not-run', 'migration-sql': '' })
  })

  test('a second run keeps the one comment, unedited; clean turns it to resolved, once; drift turns it back', async ({
    given,
  }) => {
    const { api, run } = await given()
    await run(drift)
    await run(drift)
    expect(api.requests.filter((request) => request.startsWith('PATCH'))).toEqual([])
    const resolved = await run(clean)
    expect(resolved).toMatchObject({
      exitCode: 0,
      outputs: { status: 'clean', drifted: 'false', 'comment-id': '1000' },
    })
    expect(api.comments[0]?.body).toContain('resolved')
    await run(clean)
    expect(api.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(1)
    expect((await run(drift)).exitCode).toBe(1)
    expect(api.comments).toHaveLength(1)
    expect(api.comments[0]?.body).not.toContain('resolved')
  })

  test('clean makes no comment, unless always', async ({ given }) => {
    const { api, run } = await given()
    expect((await run(clean)).outputs['comment-id']).toBe('')
    expect(api.comments).toEqual([])
    await run(clean, { inputs: { comment: 'always' } })
    expect(api.comments).toHaveLength(1)
  })

  test('on-drift takes the comment away, never without suggestions asks nothing of GitHub', async ({
    given,
  }) => {
    const { api, run } = await given()
    await run(drift, { inputs: { comment: 'on-drift' } })
    expect(api.comments).toHaveLength(1)
    expect((await run(clean, { inputs: { comment: 'on-drift' } })).outputs['comment-id']).toBe('')
    expect(api.comments).toEqual([])
    const before = api.requests.length
    await run(drift, { inputs: { comment: 'never', suggestions: 'false' } })
    expect(api.requests).toHaveLength(before)
  })

  test('two checks have a comment each', async ({ given }) => {
    const { api, run } = await given()
    await run(drift, { inputs: { 'comment-key': 'a' } })
    await run(drift, { inputs: { 'comment-key': 'b' } })
    await run(clean, { inputs: { 'comment-key': 'a' } })
    expect(api.comments.map(({ body }) => body?.includes('resolved'))).toEqual([true, false])
  })

  test('fail-on opens the gate, and no annotation is made where none is wanted', async ({ given }) => {
    const { run } = await given()
    const done = await run(drift, { inputs: { 'fail-on': 'never', annotations: 'false' } })
    expect(done).toMatchObject({ exitCode: 0, outputs: { status: 'drift' } })
    expect(done.log).not.toMatch(/^::error/m)
  })

  test('report-directory is relative to the workspace', async ({ given }) => {
    const { run } = await given()
    const { outputs } = await run(clean, { inputs: { 'report-directory': 'out/drift' } })
    expect(outputs.report).toBe(join(workspace, 'out', 'drift', 'report.md'))
  })
})

describe.concurrent('a check that could not be done', { timeout: 120_000 }, () => {
  test('fails with 2, says at which stage, and leaves no stale verdict', async ({ given }) => {
    const { api, run } = await given()
    expect((await run(failed)).exitCode).toBe(2)
    expect(api.comments).toEqual([])
    await run(drift)
    const done = await run(failed)
    expect(done).toMatchObject({ exitCode: 2, outputs: { status: 'failed', drifted: 'false' } })
    expect(done.log).toContain(
      `::error::The check could not be done (${failed.failure?.stage}, ${failed.failure?.code})`,
    )
    expect(api.comments[0]?.body).toContain('could not be checked')
  })

  test('a wrong input as well', async ({ given }) => {
    const { api, run } = await given()
    await run(drift)
    const done = await run(drift, { inputs: { engine: 'rust' } })
    expect(done).toMatchObject({ exitCode: 2, outputs: { status: 'failed' } })
    expect(done.log).toContain('`engine` is `rust`; it takes')
    expect(api.comments[0]?.body).toContain('config-invalid')
  })

  test('a misspelt input', async ({ given }) => {
    const { run } = await given()
    expect((await run(clean, { inputs: { 'fail-onn': 'never' } })).log).toContain('did you mean `fail-on`?')
  })
})

describe.concurrent('other events', { timeout: 120_000 }, () => {
  const pull = { number: 7, state: 'open', updated_at: '2026-01-01T00:00:00Z' } as const

  test.for(['push', 'workflow_dispatch', 'schedule', 'merge_group'] as const)(
    '%s: summary and gate, no comment',
    async (name, { given }) => {
      const { api, run } = await given()
      const done = await run(drift, { event: plainEvent(name) })
      expect(done.exitCode).toBe(1)
      expect(done.summary).toContain('Schema drift')
      expect(api.requests).toEqual([])
    },
  )

  test("with comment: always, the commit's pull request has it", async ({ given }) => {
    const event = plainEvent('push')
    const { api, run } = await given({
      pullsOf: { [event.env?.GITHUB_SHA ?? '']: [{ ...pull, number: 3, state: 'closed' }, pull] },
    })
    expect((await run(drift, { event, inputs: { comment: 'always' } })).outputs['comment-id']).toBe('1000')
    expect(api.comments).toHaveLength(1)
    const alone = await given()
    const done = await alone.run(drift, { event, inputs: { comment: 'always' } })
    expect(done.log).toContain('belongs to no pull request')
  })
})

describe.concurrent('GitHub that refuses', { timeout: 120_000 }, () => {
  test('a fork: a warning names the permission, the summary has the report, the verdict stands', async ({
    given,
  }) => {
    const { run } = await given({ readOnly: true })
    const done = await run(drift, { event: pullRequestEvent('mallory/tutoring') })
    expect(done.exitCode).toBe(1)
    expect(done.log).toMatch(/^::warning::No comment on #7: .*`pull-requests: write`.*fork/m)
    expect(done.summary).toContain('Schema drift')
    expect((await run(clean, { event: pullRequestEvent('mallory/tutoring') })).exitCode).toBe(0)
  })

  test.for([
    [502, 'Bad Gateway', {}],
    [429, 'You have exceeded a secondary rate limit.', { 'retry-after': '1' }],
  ] as const)('%i once: asked again', async ([status, message, headers], { given }) => {
    const { api, run } = await given()
    api.script({ method: 'POST', path: /comments/, status, message, headers, times: 1 })
    expect((await run(drift)).outputs['comment-id']).toBe('1000')
  })

  test('422: a warning', async ({ given }) => {
    const { api, run } = await given()
    api.script({ method: 'POST', path: /comments/, status: 422, message: 'Validation Failed' })
    const done = await run(drift)
    expect(done.log).toMatch(/^::warning::No comment on #7: GitHub refused it \(422/m)
    expect(done.outputs).toMatchObject({ status: 'drift', 'comment-id': '' })
  })
})

describe.concurrent('the process', { timeout: 120_000 }, () => {
  test('secrets are masked before anything else is said', async ({ given }) => {
    const { run } = await given()
    const url = 'postgres://ci:s3cret-pass@db.example.test/postgres'
    const { log } = await run(clean, { inputs: { 'database-url': url } })
    expect(log).toContain(`::add-mask::${url}`)
    expect(log).toContain('::add-mask::s3cret-pass')
    expect(
      log.split('\n').filter((line) => line.includes('s3cret') && !line.startsWith('::add-mask::')),
    ).toEqual([])
  })

  test('cancelled: the check is aborted, nothing is reported, and the post step knows what to take down', async ({
    given,
  }) => {
    const { api, run } = await given()
    const done = await run(drift, { env: { CHECK_WAITS: '1' }, cancelAt: /^waiting$/m })
    expect(done.exitCode).toBe(130)
    expect(done.state).toEqual({ remains: '{"provider":"docker","container":"c0ffee"}' })
    expect(api.requests).toEqual([])
    expect(done.summary).toBe('')
  })

  test('a check that ended leaves nothing to the post step', async ({ given }) => {
    const { run } = await given()
    const done = await run(clean)
    expect(done.state).toEqual({ remains: '' })
    const post = await done.post(join(import.meta.dirname, '..', '..', 'src', 'post.ts'))
    expect(post.exitCode).toBe(0)
    expect(post.log).not.toContain('taken down')
  })

  test('names from a database give the runner no command', async ({ given }) => {
    const { run } = await given()
    const { log } = await run(samples.hostile)
    const stopped = /^::stop-commands::(\S+)$/m.exec(log)?.[1] ?? expect.fail('commands were not stopped')
    const outside = log.replace(new RegExp(`^::stop-commands::${stopped}$[^]*^::${stopped}::$`, 'm'), '')
    expect(outside.match(/^\s*::(?!(error|warning|notice|group|endgroup|add-mask)\b).*$/gm)).toBeNull()
  })
})
