import { spawn } from 'node:child_process'
import { PassThrough, pipeline } from 'node:stream'
import { findPrograms, type Program } from './binaries.ts'
import type { ClientTool, Connection, ToolRequest, ToolRun } from './server.ts'

/**
 * The client program of this machine that fits a server best: of the server's major version, else the nearest
 * newer one; older ones refuse newer servers.
 * @returns null when there is none.
 */
export async function machineTool(
  name: 'pg_restore' | 'pg_dump',
  serverMajor: number,
): Promise<ClientTool | null> {
  const fitting = (await findPrograms(name)).filter(({ major }) => major >= serverMajor)
  const major = Math.min(...fitting.map((each) => each.major))
  const best = fitting.find((each) => each.major === major)
  return best === undefined ? null : processTool(best)
}

function processTool(program: Program): ClientTool {
  return { major: program.major, run: (request) => runProcess(program.file, request) }
}

function runProcess(file: string, request: ToolRequest): ToolRun {
  const child = spawn(
    file,
    request.args.map((arg) => arg.replaceAll('{directory}', request.directory ?? '{directory}')),
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...(request.database && connectionEnvironment(request.database)),
        ...request.env,
      },
      ...(request.signal && { signal: request.signal }),
    },
  )
  // A program that ends before it has read everything breaks the pipe; its exit code says why.
  child.stdin.on('error', () => {})
  request.input?.on('error', () => child.kill()).pipe(child.stdin)
  if (request.input === undefined) child.stdin.end()
  const errors: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  const done = new Promise<{ code: number; errors: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ code: code ?? 1, errors: Buffer.concat(errors).toString('utf8') }),
    )
  })
  // Node throws away what a program wrote that has ended before anybody reads it: it is read from the start.
  return { output: pipeline(child.stdout, new PassThrough(), () => {}), done }
}

/** A connection as the environment variables of libpq. https://www.postgresql.org/docs/current/libpq-envars.html */
export function connectionEnvironment(connection: Connection): Record<string, string> {
  return {
    PGHOST: connection.host,
    PGPORT: String(connection.port),
    PGUSER: connection.user,
    PGDATABASE: connection.database,
    ...(connection.password !== undefined && { PGPASSWORD: connection.password }),
    PGSSLMODE: connection.ssl ? 'require' : 'prefer',
  }
}
