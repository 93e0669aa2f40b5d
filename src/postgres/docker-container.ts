import { randomBytes } from 'node:crypto'
import { PostgreSqlContainer } from '@testcontainers/postgresql'
import { getContainerRuntimeClient, ImageName, Wait } from 'testcontainers'
import type { Connection } from './server.ts'
import { initdbArguments, throwawayFlags } from './settings.ts'

export interface ContainerRequest {
  readonly image: string
  /** The container's name, known before it exists, so that it can be removed whatever happens. */
  readonly name: string
}

/** The label by which containers of ours can be found: `docker ps --filter label=…`. */
const label = 'io.github.prisma-schema-drift'

/** Fetches an image. @throws what the engine says. */
export async function pullImage(image: string): Promise<void> {
  const client = await getContainerRuntimeClient()
  await client.image.pull(ImageName.fromString(image))
}

/**
 * Runs Postgres in a container, its data in memory.
 * @returns how to reach it as superuser.
 * @throws Error with the container's last lines when it does not come up.
 */
export async function runContainer({ image, name }: ContainerRequest): Promise<Connection> {
  const said: string[] = []
  const password = randomBytes(24).toString('base64url')
  try {
    const container = await new PostgreSqlContainer(image)
      .withName(name)
      .withLabels({ [label]: name })
      .withDatabase('postgres')
      .withUsername('postgres')
      .withPassword(password)
      .withTmpFs({ '/throwaway': 'rw,mode=1777' })
      .withSharedMemorySize(1024 ** 3)
      .withEnvironment({
        PGDATA: '/throwaway/data',
        POSTGRES_INITDB_ARGS: ['--no-sync', ...initdbArguments('C.UTF-8')].join(' '),
      })
      .withCommand(['postgres', ...throwawayFlags()])
      .withLogConsumer((stream) => stream.on('data', (line) => said.push(String(line).trim())))
      // The port is open a moment before the server takes connections (57P03).
      .withWaitStrategy(
        Wait.forAll([
          Wait.forListeningPorts(),
          Wait.forSuccessfulCommand('pg_isready --host 127.0.0.1 --username postgres'),
        ]),
      )
      .start()
    return {
      host: container.getHost(),
      port: container.getPort(),
      user: 'postgres',
      password,
      database: 'postgres',
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error([message, ...said.slice(-3)].join(' '), { cause: error })
  }
}

/** Removes a container with its volumes, whatever state it is in; one that is not there is fine. */
export async function removeContainer(name: string): Promise<void> {
  const { container } = await getContainerRuntimeClient()
  try {
    await container.getById(name).remove({ force: true, v: true })
  } catch (error) {
    // 404: gone; 409: being removed.
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null
    if (status !== 404 && status !== 409) throw error
  }
}
