import { spawn } from 'node:child_process'

export interface GitRun {
  /** Where git runs; must exist. */
  readonly directory: string
  readonly args: readonly string[]
  /** What git reads on its standard input. */
  readonly input?: string
  readonly signal?: AbortSignal
}

/**
 * Settings with which reading a repository runs nothing of that repository (no hook, monitor, signature checker or
 * pager), and talks to no network: not even a partial clone fetches what it lacks. The folder is the one that the
 * user named, so it is read whoever owns it, as a checkout in a container is not its own.
 * https://git-scm.com/docs/git-config
 */
const settings = [
  'safe.directory=*',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'log.showSignature=false',
  'protocol.allow=never',
]

/**
 * Runs git, unseen, and waits for its end.
 * @returns what it printed; null where there is no git, or it ended with another exit code than 0.
 * @throws the signal's reason when it is aborted.
 */
export function runGit({ directory, args, input, signal }: GitRun): Promise<Buffer | null> {
  signal?.throwIfAborted()
  const own = ['--no-pager', '--no-optional-locks', '--no-replace-objects']
  const child = spawn('git', [...own, ...settings.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: directory,
    env: environment(),
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(signal && { signal }),
  })
  // A git that ends before it has read everything breaks the pipe; its exit code says why.
  child.stdin.on('error', () => {})
  child.stdin.end(input ?? '')
  const printed: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (signal?.aborted) reject(signal.reason)
      else if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(null)
      else reject(error)
    })
    child.once('close', (code) => resolve(code === 0 ? Buffer.concat(printed) : null))
  })
}

/** Without the variables that lead git to another repository or other settings, and in one language. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
  }
}
