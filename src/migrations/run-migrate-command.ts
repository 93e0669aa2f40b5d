import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Failure } from '../model/failure.ts'
import type { StageLog } from '../progress/progress.ts'

/**
 * Brings a throwaway database up to date with the project's own migration tool: runs `--migrate-command` in a
 * shell, with the database's URL in `DATABASE_URL`. Its output goes to the log, without the URL and its password,
 * and without the lines in which Postgres quotes values.
 * @param url of the throwaway database, with its password.
 * @throws Failure `migrate-command-failed` when it exits with another code than 0 (126 and 127: it could not be
 * run), or the signal's reason when it is cancelled; the command is then ended with all it started.
 */
export async function runMigrateCommand(
  command: string,
  url: string,
  workingDirectory: string,
  signal: AbortSignal,
  log: StageLog,
): Promise<void> {
  signal.throwIfAborted()
  const child = spawn(command, {
    shell: true,
    cwd: workingDirectory,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  const stop = () =>
    child.pid !== undefined && process.platform !== 'win32' ? killGroup(child.pid) : child.kill()
  signal.addEventListener('abort', stop, { once: true })
  const show = lineFilter(url)
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      const shown = show(line)
      if (shown !== null) log.note(shown)
    })
  }
  try {
    const ended = await new Promise<string | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, by) =>
        resolve(code === 0 ? null : by ? `was ended by ${by}` : `failed with exit code ${code}`),
      )
    })
    signal.throwIfAborted()
    if (ended !== null) throw commandFailed(ended)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** The shell and all that it started: they share a process group. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid)
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Lines of psql and others in which Postgres quotes what is in a row. */
const quoting = /\b(DETAIL|CONTEXT|QUERY|STATEMENT|LINE \d+|Failing row|Key \()\b/

function lineFilter(url: string): (line: string) => string | null {
  const { password } = new URL(url)
  const secrets = [url, password, decodeURIComponent(password)].filter((text) => text !== '')
  return (line) => {
    if (quoting.test(line)) return null
    return secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), line)
  }
}

function commandFailed(ended: string): Failure {
  return new Failure({
    stage: 'migrate',
    code: 'migrate-command-failed',
    message: `The migrate command ${ended}.`,
    next: [
      'Look at its output in the log of this check.',
      'See that it takes its database from DATABASE_URL, and runs in the working directory.',
    ],
  })
}
