import { Failure } from '../model/failure.ts'
import { local } from './providers/local.ts'
import { url } from './providers/url.ts'
import type { Provider, Server, ServerRequest } from './server.ts'

const providers: readonly Provider[] = [url, local]

/** Starts the throwaway server that fits the request. */
export async function startServer(request: ServerRequest): Promise<Server> {
  for (const provider of providers) {
    if (request.where !== 'auto' && request.where !== provider.name) continue
    if ((await provider.probe(request)).fits) return provider.start(request)
  }
  throw new Failure({
    stage: 'start',
    code: 'postgres-unavailable',
    message: 'No PostgreSQL server.',
    next: [],
  })
}
