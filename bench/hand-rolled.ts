import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectionUrl } from '../src/postgres/connection-url.ts'
import type { Server } from '../src/postgres/server.ts'
import { bridgeEnvironment, quietEnvironment } from '../src/prisma/cli/bridge-environment.ts'
import type { Project } from './projects.ts'

const modules = join(import.meta.dirname, '../node_modules')
const prisma = join(modules, 'prisma/build/index.js')

/**
 * What teams write into their workflow by hand: psql restores the dump, then Prisma's CLI deploys, validates,
 * pulls and diffs twice. The server is running before the clock starts.
 * @returns milliseconds
 */
export async function handRolled(project: Project, server: Server): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'hand-rolled-'))
  const [database, shadow] = [await server.createDatabase('hand'), await server.createDatabase('shadow')]
  try {
    for (const name of ['prisma', 'prisma.config.ts'])
      cpSync(join(project.directory, name), join(directory, name), { recursive: true })
    symlinkSync(modules, join(directory, 'node_modules'))
    const env = {
      ...process.env,
      ...quietEnvironment,
      ...bridgeEnvironment(7),
      DATABASE_URL: connectionUrl(database),
      SHADOW_DATABASE_URL: connectionUrl(shadow),
    }
    const run = (command: string, args: readonly string[], allowed: readonly number[] = [0]) => {
      const { status, stderr, stdout } = spawnSync(command, args, { cwd: directory, env, encoding: 'utf8' })
      if (!allowed.includes(status ?? -1)) throw new Error(`${command} ${args.join(' ')}: ${stderr}${stdout}`)
    }
    const cli = (args: string, allowed?: readonly number[]) =>
      run(process.execPath, [prisma, ...args.split(' ')], allowed)
    const start = performance.now()
    run('psql', [
      '--quiet',
      '--no-psqlrc',
      '--set',
      'ON_ERROR_STOP=1',
      '--output',
      '/dev/null',
      '--file',
      project.dump,
      env.DATABASE_URL,
    ])
    cli('migrate deploy')
    cli('validate')
    cli('migrate diff --from-config-datasource --to-schema prisma/schema.prisma --exit-code', [0, 2])
    cli(
      'migrate diff --from-migrations prisma/migrations --to-schema prisma/schema.prisma --exit-code',
      [0, 2],
    )
    cli('db pull')
    return performance.now() - start
  } finally {
    rmSync(directory, { recursive: true })
  }
}
