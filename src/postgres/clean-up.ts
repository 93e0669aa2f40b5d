import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from './client.ts'
import { clusterPrefix } from './cluster.ts'
import { parseConnectionUrl } from './connection-url.ts'
import { dropMade } from './databases.ts'
import type { Connection, Remains } from './server.ts'

/**
 * Takes down what a check that was killed left behind; fine where nothing is left, and when done twice.
 * @param url the database URL, needed for what was made on an existing server.
 * @throws what the engine, the file system or the server says when it cannot be taken down.
 */
export async function cleanUp(remains: Remains, url: string | null = null): Promise<void> {
  switch (remains.provider) {
    case 'docker': {
      const { removeContainer } = await import('./docker-container.ts')
      return removeContainer(remains.container)
    }
    case 'local':
    case 'embedded':
      return removeCluster(remains.directory)
    case 'url': {
      if (url === null) throw new Error('without the database URL its databases cannot be dropped')
      return dropMade(await firstThatWorks(await parseConnectionUrl(url)), remains)
    }
  }
}

/** The process is the one its own data folder names: a number that was kept may be another program's by now. */
async function removeCluster(directory: string): Promise<void> {
  if (!path.basename(directory).startsWith(clusterPrefix))
    throw new Error(`${directory} is not a cluster of ours`)
  const lines = await readFile(path.join(directory, 'data', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(lines, 10)
  if (pid > 0) await end(pid)
  await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

async function end(pid: number): Promise<void> {
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal)
      for (let waited = 0; waited < 5_000; waited += 50) {
        process.kill(pid, 0)
        await sleep(50)
      }
    } catch {
      return // No such process: it has ended.
    }
  }
}

async function firstThatWorks(candidates: readonly Connection[]): Promise<Connection> {
  let failure: unknown
  for (const connection of candidates) {
    try {
      await (await connect(connection)).end()
      return connection
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
