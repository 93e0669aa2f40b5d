import { readFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { homedir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'

/** A Docker engine that answers. */
interface DockerEngine {
  /** Where: a socket's path or the value of DOCKER_HOST. */
  readonly address: string
  /** The names of the images on it, as in `postgres:15`. */
  readonly images: readonly string[]
}

export type EngineSearch =
  | { readonly engine: DockerEngine }
  /** What each place said, for a message. */
  | { readonly engine: null; readonly looked: string }

/** How long an engine may take to list its images, in milliseconds. */
const patience = 2_000

/**
 * Looks for a Docker engine where testcontainers will: DOCKER_HOST, else the usual sockets. Takes milliseconds
 * where there is none and never longer than two seconds.
 */
export async function findDockerEngine(): Promise<EngineSearch> {
  const { DOCKER_HOST } = process.env
  const addresses = DOCKER_HOST ? [DOCKER_HOST] : sockets()
  const answers = await Promise.all(addresses.map(askForImages))
  const found = answers.find((answer) => 'images' in answer)
  if (found !== undefined && 'images' in found) return { engine: found }
  const looked = answers.map(
    (answer) => `${answer.address}${'refusal' in answer ? ` (${answer.refusal})` : ''}`,
  )
  return { engine: null, looked: looked.join(', ') }
}

function sockets(): readonly string[] {
  if (process.platform === 'win32') return ['\\\\.\\pipe\\docker_engine']
  const { XDG_RUNTIME_DIR } = process.env
  return [
    '/var/run/docker.sock',
    ...(XDG_RUNTIME_DIR ? [path.join(XDG_RUNTIME_DIR, 'docker.sock')] : []),
    path.join(homedir(), '.docker/run/docker.sock'),
    path.join(homedir(), '.docker/desktop/docker.sock'),
  ]
}

async function askForImages(address: string): Promise<DockerEngine | { address: string; refusal: string }> {
  try {
    return { address, images: imageNames(JSON.parse(await get(await target(address), '/images/json'))) }
  } catch (error) {
    return { address, refusal: error instanceof Error ? refusal(error) : 'no answer' }
  }
}

function refusal(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'not there',
    EACCES: 'no permission',
    ECONNREFUSED: 'refused',
  }
  return known[code] ?? (code || error.message)
}

/** https://docs.docker.com/reference/cli/docker/#environment-variables */
async function target(address: string): Promise<https.RequestOptions> {
  if (!address.includes('://')) return { socketPath: address }
  const url = new URL(address)
  if (url.protocol === 'unix:' || url.protocol === 'npipe:') return { socketPath: url.pathname }
  if (url.protocol !== 'tcp:' && url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Error(`${url.protocol}// is not supported`)
  const secure = url.protocol === 'https:' || Boolean(process.env.DOCKER_TLS_VERIFY)
  const plain = {
    protocol: secure ? 'https:' : 'http:',
    host: url.hostname,
    port: url.port || (secure ? 2376 : 2375),
  }
  return secure ? { ...plain, ...(await certificates()) } : plain
}

async function certificates() {
  const folder = process.env.DOCKER_CERT_PATH ?? path.join(homedir(), '.docker')
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(path.join(folder, name))),
  )
  return { ca, cert, key }
}

async function get(options: https.RequestOptions, resource: string): Promise<string> {
  const client = options.protocol === 'https:' ? https : http
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = client.get(
      { ...options, path: resource, signal: AbortSignal.timeout(patience), agent: false },
      resolve,
    )
    request.on('error', reject)
  })
  const body = await text(response)
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`)
  return body
}

function imageNames(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((image: { RepoTags?: readonly string[] | null }) => image.RepoTags ?? [])
}

/** The image to take, and whether the engine has it already. */
export interface ImageChoice {
  readonly image: string
  readonly present: boolean
  /** Null where the image was named and does not say. */
  readonly major: number | null
}

/** The version where none is wanted and the engine has no image of Postgres. */
const defaultMajor = 17

/**
 * Chooses an image: the one that was named; else the official one of the wanted major, in whichever form the
 * engine has it already; else its Alpine form, to be pulled.
 * @param major null: the newest the engine has.
 */
export function chooseImage(
  named: string | null,
  major: number | null,
  images: readonly string[],
): ImageChoice {
  if (named !== null) {
    const full = /:[^/]+$|@/.test(named) ? named : `${named}:latest`
    return { image: named, present: images.includes(full), major: null }
  }
  const official = images.flatMap((image) => {
    const found = /^(?:docker\.io\/)?(?:library\/)?postgres:(\d+)(?:[.-]|$)/.exec(image)
    return found === null ? [] : [{ image, present: true, major: Number(found[1]) }]
  })
  const wanted = major ?? Math.max(...official.map((each) => each.major), Number.NEGATIVE_INFINITY)
  const alpine = `postgres:${Number.isFinite(wanted) ? wanted : defaultMajor}-alpine`
  const fitting = official
    .filter((each) => each.major === wanted)
    .sort((a, b) => rank(a.image) - rank(b.image))
  return (
    fitting[0] ?? { image: alpine, present: false, major: Number.isFinite(wanted) ? wanted : defaultMajor }
  )

  function rank(image: string): number {
    return image === alpine ? 0 : image === `postgres:${wanted}` ? 1 : 2
  }
}
