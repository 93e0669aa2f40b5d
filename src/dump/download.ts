import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../model/failure.ts'
import type { StageLog } from '../progress/progress.ts'
import { errorCode } from './failures.ts'

export interface DownloadContext {
  readonly signal: AbortSignal
  readonly log: StageLog
}

const maxRedirects = 10
const attempts = 4
const firstWait = 300
const idleTimeout = 60_000

/**
 * Fetches a dump into a file, byte by byte as the server holds it: redirects are followed, an encoding of the
 * transfer is not asked for. What may pass (5xx, 429, a broken connection) is tried again.
 * @returns the address without what may be secret in it, and the sha256 of the bytes.
 * @throws Failure `dump-download-failed`, `input-missing` (404, 410). Messages hold no query and no credentials.
 */
export async function download(
  address: string,
  path: string,
  { signal, log }: DownloadContext,
): Promise<{ readonly name: string; readonly sha256: string }> {
  const url = allowedUrl(address)
  const name = shownUrl(url)
  for (let attempt = 1; ; attempt++) {
    try {
      return { name, sha256: await fetchOnce(url, path, signal) }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Failure) throw error
      if (!(error instanceof Passing) || attempt === attempts)
        throw downloadFailed(name, error instanceof Error ? error.message : 'the connection failed', error)
      log.note(`${name}: ${error.message}; trying again.`)
      await sleep(error.waitMs ?? firstWait * 2 ** (attempt - 1), undefined, { signal })
    }
  }
}

/** What may be gone at the next attempt. */
class Passing extends Error {
  readonly waitMs: number | null
  constructor(message: string, waitMs: number | null = null, options?: ErrorOptions) {
    super(message, options)
    this.waitMs = waitMs
  }
}

async function fetchOnce(first: URL, path: string, signal: AbortSignal): Promise<string> {
  let url = first
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await get(url, url.origin === first.origin ? first : null, signal)
    const status = response.statusCode ?? 0
    const target = response.headers.location
    if (status >= 300 && status < 400 && target !== undefined) {
      response.resume()
      url = allowedUrl(target, url)
      continue
    }
    if (status !== 200) {
      response.resume()
      throw refused(shownUrl(url), status, response.headers['retry-after'])
    }
    return save(response, path, signal)
  }
  throw downloadFailed(shownUrl(first), `it redirects more than ${maxRedirects} times`)
}

/** @param credentials the URL whose user and password may be sent. */
async function get(url: URL, credentials: URL | null, signal: AbortSignal): Promise<http.IncomingMessage> {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  const user = credentials && decodeURIComponent(credentials.username)
  const auth = user ? { auth: `${user}:${decodeURIComponent(credentials.password)}` } : {}
  const request = (bare.protocol === 'https:' ? https : http).get(bare, {
    ...auth,
    signal,
    timeout: idleTimeout,
    headers: { 'accept-encoding': 'identity', 'user-agent': 'prisma-schema-drift' },
  })
  request.on('timeout', () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
  try {
    const [response]: unknown[] = await once(request, 'response')
    if (response instanceof http.IncomingMessage) return response
  } catch (error) {
    throw networkError(error)
  }
  throw new Error('no response')
}

async function save(response: http.IncomingMessage, path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  response.on('data', (chunk: Buffer) => hash.update(chunk))
  try {
    await pipeline(response, createWriteStream(path), { signal })
  } catch (error) {
    throw networkError(error)
  }
  return hash.digest('hex')
}

function refused(name: string, status: number, retryAfter: string | undefined): Error {
  const answer = `the server answers ${status} ${http.STATUS_CODES[status] ?? ''}`.trimEnd()
  if (status === 429 || status >= 500) {
    const seconds = Number(retryAfter)
    return new Passing(answer, retryAfter && seconds >= 0 ? Math.min(seconds, 60) * 1000 : null)
  }
  return new Failure({
    stage: 'restore',
    code: status === 404 || status === 410 ? 'input-missing' : 'dump-download-failed',
    message: `${name} could not be fetched: ${answer}.`,
    next:
      status === 401 || status === 403
        ? ['Sign the address anew: it has expired, or its key may not read this file.']
        : ['See that the address is right and that the dump is still there.'],
  })
}

function downloadFailed(name: string, why: string, cause?: unknown): Failure {
  return new Failure(
    {
      stage: 'restore',
      code: 'dump-download-failed',
      message: `${name} could not be fetched: ${why}.`,
      next: [
        'See that this machine reaches that server, and run the check again.',
        'Or fetch the dump in a step before, and give its path.',
      ],
    },
    { cause },
  )
}

/** The code of a network error tells enough; its message may hold the address. */
function networkError(error: unknown): Error {
  const code = errorCode(error)
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
    return new Passing('the connection broke before the end', null, { cause: error })
  const message = code === null ? 'the connection failed' : `the connection failed (${code})`
  return passing.has(code ?? '')
    ? new Passing(message, null, { cause: error })
    : new Error(message, { cause: error })
}

const passing = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'ETIMEDOUT'])

/** Plain http is for this machine alone: what comes over it can be read and changed on its way. */
function allowedUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw notAllowed('The address of the dump is not a URL.')
  const url = new URL(address, base)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url
  const where = base === undefined ? shownUrl(url) : `${shownUrl(base)} redirects to ${shownUrl(url)}, which`
  throw notAllowed(`${where} is not fetched: only https:, or http: on this machine.`)
}

function notAllowed(message: string): Failure {
  return new Failure({
    stage: 'restore',
    code: 'dump-download-failed',
    message,
    next: ['Give an https: address, a postgres: URL, or the path of a file.'],
  })
}

function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true
  return isIP(hostname) === 4 && hostname.startsWith('127.')
}

function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`
}
