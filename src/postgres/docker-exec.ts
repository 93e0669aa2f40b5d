import { randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { create } from 'tar'
import { getContainerRuntimeClient } from 'testcontainers'
import type { ClientTool, Connection, ToolRequest } from './server.ts'

/** A client program inside a container, which is of the server's own version. */
export function containerTool(name: string, program: 'pg_restore' | 'pg_dump', major: number): ClientTool {
  return {
    major,
    run(request) {
      const output = new PassThrough()
      return { output, done: execute(name, program, request, output) }
    },
  }
}

async function execute(name: string, program: string, request: ToolRequest, output: PassThrough) {
  try {
    const { container: client } = await getContainerRuntimeClient()
    const container = client.getById(name)
    const directory = `archive-${randomBytes(6).toString('hex')}`
    if (request.directory !== undefined) {
      const archive = Readable.from(
        create({ cwd: request.directory, prefix: directory, portable: true }, ['.']),
      )
      await client.putArchive(container, archive, '/tmp')
    }
    const run = await container.exec({
      Cmd: [program, ...request.args.map((arg) => arg.replaceAll('{directory}', `/tmp/${directory}`))],
      Env: Object.entries({ ...inside(request.database), ...request.env }).map((pair) => pair.join('=')),
      AttachStdin: request.input !== undefined,
      AttachStdout: true,
      AttachStderr: true,
    })
    const stream = await run.start({ hijack: true, stdin: request.input !== undefined })
    request.input?.on('error', () => stream.destroy()).pipe(stream)
    // A program that ends before it has read everything breaks the pipe; its exit code says why.
    stream.on('error', () => {})
    const errors: Buffer[] = []
    await pipeline(stream, (source) => standardOutput(source, errors), output, { signal: request.signal })
    const { ExitCode } = await run.inspect()
    return { code: ExitCode ?? 1, errors: Buffer.concat(errors).toString('utf8') }
  } catch (error) {
    output.destroy()
    request.signal?.throwIfAborted()
    throw error
  }
}

/** The server as a program in its own container reaches it: by its socket, which trusts the container's users. */
function inside(database: Connection | undefined): Record<string, string> {
  if (database === undefined) return {}
  return { PGHOST: '/var/run/postgresql', PGUSER: database.user, PGDATABASE: database.database }
}

/**
 * Takes apart the engine's stream of frames: a header of 8 bytes (1 or 2 for the stream, then the length), and
 * the bytes. Yields standard output as fast as it is read, and collects standard error.
 * https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Container/operation/ContainerAttach
 */
async function* standardOutput(source: AsyncIterable<Buffer>, errors: Buffer[]): AsyncGenerator<Buffer> {
  let header = Buffer.alloc(0)
  let left = 0
  for await (const chunk of source) {
    let rest = chunk
    while (rest.length > 0) {
      if (left === 0) {
        const missing = 8 - header.length
        header = Buffer.concat([header, rest.subarray(0, missing)])
        rest = rest.subarray(missing)
        if (header.length < 8) break
        left = header.readUInt32BE(4)
      }
      const part = rest.subarray(0, left)
      rest = rest.subarray(part.length)
      left -= part.length
      if (header[0] === 2) errors.push(part)
      else if (part.length > 0) yield part
      if (left === 0) header = Buffer.alloc(0)
    }
  }
}
