import { randomBytes } from 'node:crypto'
import { Failure } from '../../model/failure.ts'
import { chooseImage, findDockerEngine, type ImageChoice } from '../docker-engine.ts'
import { serve } from '../serve.ts'
import type { Provider, Server, ServerRequest } from '../server.ts'

/** A container with its data in memory; the client programs run inside it. */
export const docker: Provider = {
  name: 'docker',
  async probe(request) {
    const found = await look(request)
    if (typeof found === 'string') return { fits: false, because: found }
    const { image, present, major } = found
    return {
      fits: true,
      major,
      because: `a Docker engine ${present ? 'has' : 'may fetch'} the image ${image}`,
    }
  },
  async start(request) {
    const found = await look(request)
    if (typeof found === 'string')
      throw new Failure({
        stage: 'start',
        code: 'docker-unavailable',
        message: `Docker cannot be used: ${found}.`,
        next: [
          `Start Docker, or set DOCKER_HOST to where it listens, see that this user may use it, and run on Node.js ${oldestNode} or newer.`,
          'Or choose another way to get a server: --postgres local, embedded or url.',
        ],
      })
    return run(request, found)
  },
}

/** The lowest Node.js that testcontainers runs on. */
const oldestNode = 22

/** @returns the image to run, or why Docker cannot be used. */
async function look({ image, major }: ServerRequest): Promise<ImageChoice | string> {
  if (Number.parseInt(process.versions.node, 10) < oldestNode)
    return `this is Node.js ${process.versions.node}, and the Docker provider needs ${oldestNode} or newer`
  const search = await findDockerEngine()
  if (search.engine === null) return `no Docker engine answers at ${search.looked}`
  return chooseImage(image, major, search.engine.images)
}

async function run(request: ServerRequest, choice: ImageChoice): Promise<Server> {
  const { signal, log, onRemains } = request
  // Its helper image would have to be fetched; `Remains` and the post step do what it does.
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'
  const { pullImage, removeContainer, runContainer } = await import('../docker-container.ts')
  const { containerTool } = await import('../docker-exec.ts')
  if (!choice.present) {
    log.note(`Fetching the image ${choice.image}.`)
    await unlessAborted(signal, pullImage(choice.image)).catch((error) => {
      signal.throwIfAborted()
      throw imageFailure(choice.image, error)
    })
  }
  const name = `prisma-schema-drift-${randomBytes(6).toString('hex')}`
  onRemains({ provider: 'docker', container: name })
  const starting = runContainer({ image: choice.image, name })
  try {
    const connection = await unlessAborted(signal, starting)
    return await serve({
      provider: 'docker',
      reason: `The image ${choice.image}, ${choice.present ? 'which the Docker engine had' : 'fetched by the Docker engine'}.`,
      connection,
      signal,
      tool: async (program, major) => containerTool(name, program, major),
      stop: () => removeContainer(name),
    })
  } catch (error) {
    await removeContainer(name)
    await starting.catch(() => {}) // It may have been about to make the container.
    await removeContainer(name)
    signal.throwIfAborted()
    throw startFailure(choice.image, error)
  }
}

/** Rejects as soon as the signal fires, whatever the work does. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function imageFailure(image: string, error: unknown): Failure {
  return new Failure(
    {
      stage: 'start',
      code: 'docker-image-unavailable',
      message: `The Docker engine could not fetch the image ${image}: ${firstLine(error)}`,
      next: [
        `Fetch it beforehand: docker pull ${image}.`,
        'Or name an image the engine has: --postgres-image NAME.',
        'Or choose another way to get a server: --postgres local, embedded or url.',
      ],
    },
    { cause: error },
  )
}

function startFailure(image: string, error: unknown): Failure {
  return new Failure(
    {
      stage: 'start',
      code: 'postgres-start-failed',
      message: `The container of ${image} did not become a PostgreSQL server: ${firstLine(error)}`,
      next: [
        'Name an image made from the official one, as in postgres:17-alpine or postgis/postgis:17-3.5: --postgres-image NAME.',
        'Or choose another way to get a server: --postgres local, embedded or url.',
      ],
    },
    { cause: error },
  )
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}
