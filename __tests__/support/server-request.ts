import type { Remains, ServerRequest } from '../../src/postgres/server.ts'

export interface RecordedRequest {
  readonly request: ServerRequest
  /** What was said, in order. */
  readonly said: string[]
  /** Every remains that was reported, in order. */
  readonly remains: Remains[]
  abort(): void
}

/** A request for a server that records what it is told. */
export function serverRequest(wish: Partial<ServerRequest>): RecordedRequest {
  const said: string[] = []
  const remains: Remains[] = []
  const controller = new AbortController()
  const request: ServerRequest = {
    where: 'auto',
    major: null,
    image: null,
    url: null,
    dumpBytes: 0,
    signal: controller.signal,
    log: { note: (text) => said.push(text), warn: (text) => said.push(text) },
    onRemains: (each) => remains.push(each),
    ...wish,
  }
  return { request, said, remains, abort: () => controller.abort() }
}
