import { Failure } from '../model/failure.ts'
import { docker } from './providers/docker.ts'
import { embedded } from './providers/embedded.ts'
import { local } from './providers/local.ts'
import { url } from './providers/url.ts'
import type { Provider, Server, ServerRequest } from './server.ts'

/**
 * Every way to get a server, in the order `auto` tries them. One that offers another major than the wanted one
 * is tried after all that offer the wanted one.
 */
const providers: readonly Provider[] = [url, local, docker, embedded]

/**
 * Starts the throwaway server that fits the request, and says in the log which one and why. With `auto`, a URL
 * that was given is meant: its failure is not covered up by another server.
 * @param from the ways to choose from; all of them unless told.
 * @throws Failure `postgres-unavailable` where nothing fits `auto`; a named provider fails with its own code. The
 * signal's reason when aborted; nothing is left behind then.
 */
export async function startServer(request: ServerRequest, from = providers): Promise<Server> {
  request.signal.throwIfAborted()
  const where = request.where === 'auto' && request.url !== null ? 'url' : request.where
  const named = from.find(({ name }) => name === where)
  const server =
    named === undefined ? await startFitting(request, inOrder(request, from)) : await named.start(request)
  request.log.note(`PostgreSQL ${server.version}, ${server.provider}: ${server.reason}`)
  return server
}

/** An image that was named is a wish for Docker. */
function inOrder({ image }: ServerRequest, from: readonly Provider[]): readonly Provider[] {
  if (image === null) return from
  return [...from.filter(({ name }) => name === 'docker'), ...from.filter(({ name }) => name !== 'docker')]
}

async function startFitting(request: ServerRequest, ordered: readonly Provider[]): Promise<Server> {
  const refusals: string[] = []
  const newer: Provider[] = []
  for (const provider of ordered) {
    const probe = await provider.probe(request)
    if (!probe.fits) refusals.push(`${provider.name}: ${probe.because}`)
    else if (request.major !== null && probe.major !== null && probe.major !== request.major)
      newer.push(provider)
    else {
      const server = await attempt(provider, request, refusals)
      if (server !== null) return server
    }
  }
  for (const provider of newer) {
    const server = await attempt(provider, request, refusals)
    if (server === null) continue
    request.log.warn(`PostgreSQL ${request.major} was wanted; only the newer ${server.version} could be had.`)
    return server
  }
  throw unavailable(request, refusals)
}

/** @returns null, and one more refusal, where the provider fits but does not manage to start. */
async function attempt(
  provider: Provider,
  request: ServerRequest,
  refusals: string[],
): Promise<Server | null> {
  try {
    return await provider.start(request)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    refusals.push(`${provider.name}: ${error.message.replace(/\.$/, '')}`)
    request.log.warn(`${error.message} Trying another way.`)
    return null
  }
}

function unavailable({ major }: ServerRequest, refusals: readonly string[]): Failure {
  const version = major ?? 17
  return new Failure({
    stage: 'start',
    code: 'postgres-unavailable',
    message: `No PostgreSQL${major === null ? '' : ` ${major}`} server could be had here. Looked for: ${refusals.join('; ')}.`,
    next: [
      `Install the server's binaries: apt-get install postgresql-${version}, or brew install postgresql@${version}.`,
      'Or start Docker (and use Node.js 22 or newer).',
      'Or name a server on which databases may be made: --postgres url --database-url postgresql://user:password@host:5432/postgres.',
    ],
  })
}
