import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type RunContext, readRunContext } from '../../src/github/event.ts'
import { readInputs } from '../../src/github/inputs.ts'
import { commentIntent } from '../../src/github/policy.ts'
import { headSha } from '../support/github-api.ts'
import { plainEvent, pullRequestEvent, type RunnerEvent } from '../support/run-action.ts'

const folder = mkdtempSync(join(tmpdir(), 'event-'))
afterAll(() => rmSync(folder, { recursive: true }))

function contextOf({ name, payload, env }: RunnerEvent, more: NodeJS.ProcessEnv = {}): RunContext {
  const path = join(folder, 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  return readRunContext({
    GITHUB_REPOSITORY: 'acme/tutoring',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: path,
    GITHUB_RUN_ID: '42',
    ...env,
    ...more,
  })
}

describe('events', () => {
  test('a pull request: its number, its head and not the merge', () => {
    expect(contextOf(pullRequestEvent())).toEqual({
      event: 'pull_request',
      owner: 'acme',
      repo: 'tutoring',
      sha: headSha,
      checkedOut: 'e'.repeat(40),
      proposal: { base: 'f'.repeat(40), head: headSha },
      pullRequest: { number: 7, readOnly: null },
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
      runUrl: 'https://github.com/acme/tutoring/actions/runs/42',
    })
  })

  test('one from a fork, a deleted fork, and Dependabot', () => {
    expect(contextOf(pullRequestEvent('mallory/tutoring')).pullRequest?.readOnly).toBe('fork')
    expect(contextOf(pullRequestEvent(null)).pullRequest?.readOnly).toBe('fork')
    expect(contextOf(pullRequestEvent(), { GITHUB_ACTOR: 'dependabot[bot]' }).pullRequest?.readOnly).toBe(
      'dependabot',
    )
  })

  test('pull_request_target writes for forks too', () => {
    const event = { ...pullRequestEvent('mallory/tutoring'), name: 'pull_request_target' }
    expect(contextOf(event).pullRequest).toEqual({ number: 7, readOnly: null })
  })

  test.each(['push', 'workflow_dispatch', 'schedule', 'merge_group'] as const)(
    '%s is about no pull request',
    (name) => {
      expect(contextOf(plainEvent(name))).toMatchObject({ pullRequest: null, sha: headSha })
    },
  )

  test('what a merge queue holds is proposed too, a push is not', () => {
    const payload = { merge_group: { base_sha: 'a'.repeat(40), head_sha: 'b'.repeat(40) } }
    expect(contextOf({ ...plainEvent('merge_group'), payload }).proposal).toEqual({
      base: 'a'.repeat(40),
      head: 'b'.repeat(40),
    })
    expect(contextOf(plainEvent('push')).proposal).toBeNull()
  })

  test('workflow_run is about the commit that ran', () => {
    const event = {
      name: 'workflow_run',
      payload: { workflow_run: { head_sha: 'abc' } },
      env: { GITHUB_SHA: 'main' },
    }
    expect(contextOf(event)).toMatchObject({ pullRequest: null, sha: 'abc' })
  })

  test('a server of its own', () => {
    const own = { GITHUB_SERVER_URL: 'https://git.acme.test', GITHUB_API_URL: 'https://git.acme.test/api/v3' }
    expect(contextOf(plainEvent('push'), own)).toMatchObject({
      apiUrl: 'https://git.acme.test/api/v3',
      runUrl: 'https://git.acme.test/acme/tutoring/actions/runs/42',
    })
  })

  test('outside of a runner it says so', () => {
    expect(() => readRunContext({})).toThrow('GITHUB_REPOSITORY is not set')
  })
})

test('inputs, without the empty ones', () => {
  const env = { INPUT_DUMP: 'a.dump', 'INPUT_FAIL-ON': 'never', 'INPUT_DATABASE-URL': ' ', PATH: '/bin' }
  expect(readInputs(env)).toEqual({ dump: 'a.dump', 'fail-on': 'never' })
})

describe('what becomes of the comment', () => {
  test.each([
    ['auto', 'write', 'update', 'update'],
    ['on-drift', 'write', 'remove', 'update'],
    ['always', 'write', 'write', 'write'],
    ['never', 'none', 'none', 'none'],
  ] as const)('%s on a pull request', (policy, drift, clean, failed) => {
    expect(commentIntent(policy, true, 'drift')).toBe(drift)
    expect(commentIntent(policy, true, 'clean')).toBe(clean)
    expect(commentIntent(policy, true, 'failed')).toBe(failed)
  })

  test('elsewhere only `always` comments', () => {
    expect(commentIntent('auto', false, 'drift')).toBe('none')
    expect(commentIntent('on-drift', false, 'drift')).toBe('none')
    expect(commentIntent('always', false, 'drift')).toBe('write')
  })
})
