import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { scratchDirectory } from './scratch.ts'
import type { Connection, Remains } from './server.ts'
import { ctypes, initdbArguments, throwawayFlags } from './settings.ts'
import { type Account, serverAccount } from './unprivileged.ts'
import { watch } from './watchdog.ts'

const run = promisify(execFile)

/** How the folders of our clusters begin. */
export const clusterPrefix = 'schema-drift-'

/** A running server whose data folder is ours alone. */
export interface Cluster {
  readonly connection: Connection
  /** Ends the server and removes its folder. Idempotent. */
  stop(): Promise<void>
}

export interface ClusterRequest {
  readonly provider: 'local' | 'embedded'
  /** The folder that holds `initdb` and `postgres`. */
  readonly binDirectory: string
  readonly dumpBytes?: number | undefined
  readonly signal: AbortSignal
  readonly onRemains: (remains: Remains) => void
}

/**
 * Makes a data folder, in memory or in the temporary folder, and starts a server on it: loopback and a unix
 * socket, a random password, settings for a throwaway. It ends with this process, whatever ends that.
 * @throws Error saying what initdb or postgres said; nothing is left behind then. The signal's reason when aborted.
 */
export async function startCluster(request: ClusterRequest): Promise<Cluster> {
  const { signal, provider } = request
  signal.throwIfAborted()
  const account = await serverAccount()
  const directory = await mkdtemp(path.join(await scratchDirectory(request.dumpBytes), clusterPrefix))
  request.onRemains({ provider, directory, pid: 0 })
  const dismiss = watch(directory)
  const context = { ...request, account, directory }
  let server: ChildProcess | null = null
  const stop = onceOnly(async () => {
    if (server !== null) await endServer(server)
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    dismiss()
  })
  try {
    if (account !== null) await chown(directory, account.uid, account.gid)
    const password = await initialise(context)
    const port = await withFreePort(async (port) => {
      server = await startServer(context, port)
      request.onRemains({ provider, directory, pid: server.pid ?? 0 })
      await untilReady(context, server)
    })
    return {
      connection: { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' },
      stop,
    }
  } catch (error) {
    await stop()
    signal.throwIfAborted()
    throw error
  }
}

interface Context extends ClusterRequest {
  readonly account: Account | null
  readonly directory: string
}

/** Runs initdb. @returns the superuser's password. */
async function initialise(context: Context): Promise<string> {
  const password = randomBytes(24).toString('base64url')
  const passwordFile = path.join(context.directory, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (context.account !== null) await chown(passwordFile, context.account.uid, context.account.gid)
  const attempt = (ctype: string) =>
    run(
      program(context, 'initdb'),
      [
        '-D',
        dataDirectory(context),
        '-U',
        'postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--no-sync',
        ...initdbArguments(ctype),
      ],
      { ...processOptions(context), signal: context.signal },
    )
  let failure: unknown
  for (const ctype of ctypes) {
    try {
      await attempt(ctype)
      await rm(passwordFile)
      return password
    } catch (error) {
      failure = error
      if (!/invalid locale/.test(standardError(error))) break
    }
  }
  context.signal.throwIfAborted()
  throw new Error(`initdb failed: ${lastLines(standardError(failure))}`)
}

async function startServer(context: Context, port: number): Promise<ChildProcess> {
  const log = await open(logFile(context), 'w')
  try {
    const sockets = process.platform === 'win32' ? [] : ['-k', context.directory]
    const server = spawn(
      program(context, 'postgres'),
      ['-D', dataDirectory(context), '-h', '127.0.0.1', '-p', String(port), ...sockets, ...throwawayFlags()],
      { ...processOptions(context), stdio: ['ignore', log.fd, log.fd], detached: true },
    )
    server.on('error', () => {})
    server.unref()
    return server
  } finally {
    await log.close()
  }
}

/** Resolves when the server takes connections. https://www.postgresql.org/docs/current/storage-file-layout.html */
async function untilReady(context: Context, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    context.signal.throwIfAborted()
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) break
    const lines = await readFile(path.join(dataDirectory(context), 'postmaster.pid'), 'utf8').catch(() => '')
    if (lines.split('\n')[7]?.trim() === 'ready') return
    await sleep(5)
  }
  throw new Error(
    `postgres did not start: ${lastLines(await readFile(logFile(context), 'utf8').catch(() => ''))}`,
  )
}

/** Ends the server without a checkpoint: nobody will read its data again. */
async function endServer(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.ref()
  server.kill('SIGQUIT')
  const timer = setTimeout(() => server.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(timer)
}

/**
 * Gives `work` a port that was free a moment ago, and another where somebody was faster.
 * @returns the port that `work` could use.
 */
async function withFreePort(work: (port: number) => Promise<void>): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort()
    try {
      await work(port)
      return port
    } catch (error) {
      if (tries === 3 || !/TCP\/IP sockets/.test(String(error))) throw error
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string')
    throw new Error('this machine gave no port on 127.0.0.1')
  return address.port
}

function program(context: Context, name: string): string {
  return path.join(context.binDirectory, process.platform === 'win32' ? `${name}.exe` : name)
}

function dataDirectory(context: Context): string {
  return path.join(context.directory, 'data')
}

function logFile(context: Context): string {
  return path.join(context.directory, 'server.log')
}

function processOptions(context: Context) {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  const environment = { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' }
  return {
    cwd: context.directory,
    env: environment,
    ...(context.account ?? {}),
  }
}

function standardError(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== '')
    return error.stderr
  return error instanceof Error ? error.message : String(error)
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ').slice(-600) || 'it said nothing'
}

function onceOnly(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | null = null
  return () => {
    result ??= work()
    return result
  }
}
