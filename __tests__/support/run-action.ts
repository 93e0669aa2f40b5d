import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { PullRequestOpenedEvent } from '@octokit/webhooks-types'
import { type GithubApi, githubToken, headSha, pullRequest, repository } from './github-api.ts'

const root = join(import.meta.dirname, '..', '..')

/** What a workflow run is about: its name, and the parts of its payload that the action may read. */
export interface RunnerEvent {
  readonly name: string
  readonly payload: unknown
  readonly env?: Readonly<Record<string, string>>
}

type Repository = Pick<PullRequestOpenedEvent['repository'], 'full_name'>
interface PullRequestPayload {
  readonly action: string
  readonly number: number
  readonly pull_request: {
    readonly number: number
    readonly head: { readonly sha: string; readonly repo: Repository | null }
    readonly base: { readonly sha: string; readonly repo: Repository }
  }
}

/** Which commits a pull request is about: its two sides, and what GitHub makes of them to be checked. */
export interface PullRequestCommits {
  readonly base: string
  readonly head: string
  readonly merge: string
}

const noCommits: PullRequestCommits = { base: 'f'.repeat(40), head: headSha, merge: 'e'.repeat(40) }

/** @param from the head's repository; null for a fork that was deleted */
export function pullRequestEvent(
  from: string | null = repository,
  { base, head, merge } = noCommits,
): RunnerEvent {
  const payload: PullRequestPayload = {
    action: 'synchronize',
    number: pullRequest,
    pull_request: {
      number: pullRequest,
      head: { sha: head, repo: from === null ? null : { full_name: from } },
      base: { sha: base, repo: { full_name: repository } },
    },
  }
  return { name: 'pull_request', payload, env: { GITHUB_SHA: merge } }
}

export function plainEvent(name: 'push' | 'workflow_dispatch' | 'schedule' | 'merge_group'): RunnerEvent {
  return { name, payload: { ref: 'refs/heads/main' }, env: { GITHUB_SHA: headSha } }
}

export interface RunRequest {
  readonly event: RunnerEvent
  /** As under `with:`; `github-token` is the runner's. */
  readonly inputs: Readonly<Record<string, string>>
  readonly api: Pick<GithubApi, 'url'>
  /** The checked-out repository. */
  readonly workspace: string
  readonly env?: Readonly<Record<string, string>>
  /** The program; dist's main step when not given. */
  readonly entry?: string
  /** Sends this signal as soon as this is in the log; a runner cancels with SIGINT. */
  readonly interrupt?: { readonly at: RegExp; readonly signal: NodeJS.Signals }
}

export interface ActionRun {
  readonly exitCode: number | null
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  /** What the main step saved for the post step. */
  readonly state: Readonly<Record<string, string>>
  readonly summary: string
  /** Runs dist's post step with what this run saved. */
  post(entry?: string): Promise<ActionRun>
}

const runnerTemp = mkdtempSync(join(tmpdir(), 'runner-'))
process.on('exit', () => rmSync(runnerTemp, { recursive: true, force: true }))
let runs = 0

/** Runs the action's main step in a process of its own, with the environment and the files of a runner. */
export async function runAction(request: RunRequest): Promise<ActionRun> {
  return runStep(request, request.entry ?? join(root, 'dist', 'main.js'), {})
}

async function runStep(
  request: RunRequest,
  entry: string,
  state: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  const { event, inputs, api, workspace, env = {}, interrupt } = request
  const folder = join(runnerTemp, String(++runs))
  mkdirSync(folder)
  const file = (name: string, content = '') => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const files = {
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event.payload)),
  }
  const given = { 'github-token': githubToken, ...inputs }
  const child = spawn(process.execPath, [entry], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...pick(process.env, ['PATH', 'HOME', 'TMPDIR', 'LANG', 'DOCKER_HOST', 'NODE_COMPILE_CACHE']),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: repository,
      GITHUB_EVENT_NAME: event.name,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: api.url,
      GITHUB_RUN_ID: String(4000 + runs),
      GITHUB_WORKSPACE: workspace,
      GITHUB_ACTOR: 'maria',
      RUNNER_TEMP: folder,
      ...files,
      ...prefixed('INPUT_', Object.entries(given), (name) => name.replaceAll(' ', '_').toUpperCase()),
      ...prefixed('STATE_', Object.entries(state)),
      ...event.env,
      ...env,
    },
  })
  if (interrupt !== undefined) {
    let seen = ''
    child.stdout.on('data', (chunk) => {
      const before = interrupt.at.test(seen)
      seen += String(chunk)
      if (!before && interrupt.at.test(seen)) child.kill(interrupt.signal)
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [exitCode, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  const saved = readCommandFile(files.GITHUB_STATE)
  return {
    exitCode,
    log: stdout + stderr,
    outputs: readCommandFile(files.GITHUB_OUTPUT),
    state: saved,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    post: (post = join(root, 'dist', 'post.js')) => {
      const { interrupt: _, ...rest } = request
      return runStep(rest, post, saved)
    },
  }
}

function prefixed(
  prefix: string,
  entries: readonly (readonly [string, string])[],
  spell: (name: string) => string = (name) => name,
): Record<string, string> {
  return Object.fromEntries(entries.map(([name, value]) => [`${prefix}${spell(name)}`, value]))
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** `name<<delimiter`, the value's lines, `delimiter`: how @actions/core writes outputs and state; the last one counts. */
function readCommandFile(path: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = readFileSync(path, 'utf8').split('\n')
  while (lines.length > 0) {
    const [name = '', delimiter] = (lines.shift() ?? '').split('<<')
    if (delimiter === undefined) continue
    const end = lines.indexOf(delimiter)
    values[name] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join('\n')
  }
  return values
}
