import type { Config } from '../config/config.ts'
import type { Catalog } from '../model/catalog.ts'
import { Failure } from '../model/failure.ts'
import type { HistoryDiagnosis, Migration } from '../model/migration.ts'
import type { PrismaProject } from '../model/project.ts'
import { connectionUrl } from '../postgres/connection-url.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { namedRoles } from '../postgres/sql/roles.ts'
import type { StageLog } from '../progress/progress.ts'
import type { ApplyOptions } from './apply-migrations.ts'
import { diagnoseHistory } from './diagnose-history.ts'
import { type HistoryLines, isPrismas, replayHistory, runHistory, withoutHistory } from './history-lines.ts'
import { nearestPrefix } from './nearest-prefix.ts'
import { readMigrations } from './read-migrations.ts'
import { readRecords } from './read-records.ts'
import { recallTexts } from './recall-texts.ts'
import type { Replays } from './replays.ts'
import { runMigrateCommand } from './run-migrate-command.ts'

export interface HistoryRequest {
  readonly config: Pick<Config, 'migrations' | 'migrateCommand' | 'dump' | 'workingDirectory'>
  readonly project: PrismaProject
  readonly server: Server
  readonly production: Connection
  /** The schema of names without one. */
  readonly schema: string
  /** How many objects of two databases differ. */
  readonly distance: (a: Catalog, b: Catalog) => number
  /** Of another history on this server; what is made here is added. */
  readonly replays?: Replays
  readonly signal: AbortSignal
  readonly log: StageLog
}

/**
 * Works out what production has run, and makes the lines that migrations make. Where production has run migrations and
 * their folder is not there, the history is one of none, so that a lost folder does not pass for agreement.
 * @throws Failure of stage `migrate`: `migrate-command-failed`, and what a migrations folder can be wrong in.
 */
export async function buildHistory(request: HistoryRequest): Promise<HistoryLines> {
  const { config, project, server, production, schema, signal, log } = request
  const { migrateCommand: command, workingDirectory } = config
  if (command !== null)
    return runHistory(server, production, (database) =>
      runMigrateCommand(command, connectionUrl(database), workingDirectory, signal, log),
    )
  const records = config.dump === 'none' ? [] : await readRecords(production, project.schemas)
  const folder = project.migrationsDirectory
  if (folder === null && (config.migrations === 'none' || !records?.length)) return withoutHistory(production)
  if (folder === null)
    log.warn(
      'Production has run migrations, and no migrations folder was found: give `migrations`, or `none`.',
    )
  const migrations = folder === null ? [] : await readMigrations(folder, workingDirectory)
  const options = { schema, signal, ensureRole: (role: string) => ensureRole(server, role) }
  // Before any line is made: what a migration does may depend on whether a role is there.
  for (const role of new Set(migrations.flatMap(({ sql }) => namedRoles(sql)))) await options.ensureRole(role)
  const diagnosis =
    config.dump !== 'none' && !records?.length && migrations.some(isPrismas)
      ? await diagnoseUnrecorded(request, migrations, records !== null, options)
      : await recallTexts(diagnoseHistory(migrations, records), project.workingDirectory, signal)
  log.note(`${migrations.length} migrations, ${diagnosis.pending.length} of them pending.`)
  return replayHistory(server, production, diagnosis, options, request.replays)
}

/** Where production keeps no records, it has run the migrations that make what is nearest to it. */
async function diagnoseUnrecorded(
  { server, production, schema, distance, log }: HistoryRequest,
  migrations: readonly Migration[],
  hasTable: boolean,
  options: ApplyOptions,
): Promise<HistoryDiagnosis> {
  const prefix = await nearestPrefix({ server, production, migrations, options, distance })
  if (prefix === null) return diagnoseHistory(migrations, [])
  log.warn(
    `Production keeps no record of its migrations: it is nearest to ${prefix.length} of the migrations.`,
  )
  return {
    ...diagnoseHistory(migrations, null),
    applied: migrations.slice(0, prefix.length),
    pending: migrations.slice(prefix.length),
    unrecorded: { schema, hasTable, distance: prefix.distance },
  }
}

/** Makes a role that a migration names, where we may. */
async function ensureRole(server: Server, name: string): Promise<boolean> {
  try {
    await server.ensureRole(name)
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
