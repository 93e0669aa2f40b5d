import { createInterface } from 'node:readline'

/** A request of Prisma's CLI, one JSON a line: https://www.jsonrpc.org/specification */
export interface RpcRequest {
  readonly id: number
  readonly method: string
  readonly params?: RpcParams
}

/** The parameters of all methods and CLI versions; each method knows its own. */
export type RpcParams = Readonly<Record<string, unknown>>

/** An error with one of Prisma's codes: https://www.prisma.io/docs/orm/reference/error-reference */
export class UserFacingError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Has the CLI write a text to its output, as the engine does with the result of `migrate diff`. */
export type Print = (text: string) => void

/**
 * Answers requests on stdin, one after the other, until it ends. Whatever fails becomes an error response: the
 * CLI takes an engine that exits, or that says it panicked, for a success when it has no terminal.
 */
export async function serve(answer: (request: RpcRequest, print: Print) => Promise<unknown>): Promise<void> {
  let printed = 0
  const print: Print = (content) => send({ id: `print-${++printed}`, method: 'print', params: { content } })
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const message = JSON.parse(line) as Partial<RpcRequest>
    // The answer to a `print`.
    if (typeof message.method !== 'string' || typeof message.id !== 'number') continue
    const { id, method, params } = message
    try {
      send({ id, result: (await answer({ id, method, ...(params && { params }) }, print)) ?? null })
    } catch (error) {
      send({ id, error: errorResponse(error) })
    }
  }
}

/** As the native engine shapes its errors; the CLI shows `data.message` and `data.error_code`. */
function errorResponse(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, message, meta: null, error_code: code?.startsWith('P') ? code : null },
  }
}

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
