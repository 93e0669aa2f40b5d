import type { DiffParams, DiffTarget } from 'schema-engine-wasm-7'
import type { SchemaContent } from './arguments.ts'
import { lend, lendEmptied } from './database.ts'
import { readMigrations } from './migrations.ts'
import { type Print, type RpcParams, UserFacingError } from './rpc.ts'
import type { Databases, Session } from './session.ts'

type Live = { readonly live: string; readonly files: readonly SchemaContent[] }
type Side = Live | Exclude<DiffTarget, { tag: 'url' | 'schemaDatasource' }>

/** `migrate diff`: prints the result and returns the exit code. */
export async function diff(session: Session, params: RpcParams, print: Print): Promise<{ exitCode: number }> {
  const [from, to] = await Promise.all([readSide(session, params.from), readSide(session, params.to)])
  const filters = (params.filters ?? { externalTables: [], externalEnums: [] }) as DiffParams['filters']
  const asked = { script: params.script === true, exitCode: params.exitCode === true, filters }
  const lives = [from, to].filter(isLive)
  const shadowUrl = typeof params.shadowDatabaseUrl === 'string' ? params.shadowDatabaseUrl : null
  const hasMigrations = [from, to].some((side) => !isLive(side) && side.tag === 'migrations')
  const shadow = hasMigrations ? (shadowUrl ?? (await configuredShadow(session))) : null
  if (shadow !== null && lives.some(({ live }) => live === shadow)) throw sameDatabase()
  const url = lives[0]?.live ?? (hasMigrations ? (shadow ?? (await session.datasource()).url) : null)
  const second = lives[1]
  const on = url === null ? null : { url, ...replayDatabase(second?.live ?? null, shadow) }
  const result = await session.run(on, async (engine) => {
    const target = (side: Side): DiffTarget =>
      isLive(side) ? liveTarget(session, side, side === second) : side
    const noShadow = { shadowDatabaseUrl: null }
    return engine.diff({ ...asked, ...noShadow, from: target(from), to: target(to) })
  })
  if (result.stdout !== null) print(result.stdout.replace(/\n$/, ''))
  return { exitCode: result.exitCode }
}

/**
 * The engine connects to one database, that of a `schemaDatasource`. A second one is given as the database in which
 * no migrations are replayed.
 */
function liveTarget({ major }: Session, { files }: Live, second: boolean): DiffTarget {
  if (second) return { tag: 'migrations', ...noMigrations }
  const stub = `datasource db {\n  provider = "postgresql"\n${major === 6 ? '  url = "postgresql://localhost"\n' : ''}}\n`
  const given = files.length > 0 ? [...files] : [{ path: 'schema.prisma', content: stub }]
  return { tag: 'schemaDatasource', files: given, configDir: '/' }
}

const noMigrations = {
  baseDir: '/',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
  shadowDbInitScript: '',
  migrationDirectories: [],
}

async function readSide(session: Session, side: unknown): Promise<Side> {
  const target = side as DiffTarget & { readonly path?: string }
  switch (target.tag) {
    case 'url':
      return { live: target.url, files: [] }
    case 'schemaDatasource':
      return { live: (await session.datasource(target.files)).url, files: target.files }
    case 'migrations':
      return target.path === undefined
        ? target
        : { tag: 'migrations', ...(await readMigrations(target.path)) }
    default:
      return target
  }
}

function replayDatabase(second: string | null, shadow: string | null): Partial<Databases> {
  if (second !== null) return { shadow: () => lend(second) }
  return shadow === null ? {} : { shadow: () => lendEmptied(shadow) }
}

async function configuredShadow(session: Session): Promise<string | null> {
  const datasource = await session.datasource().catch(() => null)
  return datasource?.shadowDatabaseUrl ?? null
}

function sameDatabase(): UserFacingError {
  return new UserFacingError(
    'P3016',
    'The shadow database is the very database to compare; it would be emptied.',
  )
}

function isLive(side: Side): side is Live {
  return 'live' in side
}
