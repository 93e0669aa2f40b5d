import type { Config } from '../config/config.ts'
import type { PrismaProject } from '../model/project.ts'
import { connectionUrl } from '../postgres/connection-url.ts'
import type { Connection, Server } from '../postgres/server.ts'
import type { StageLog } from '../progress/progress.ts'
import { diagnoseHistory } from './diagnose-history.ts'
import { type HistoryLines, replayHistory, runHistory, withoutHistory } from './history-lines.ts'
import { readMigrations } from './read-migrations.ts'
import { readRecords } from './read-records.ts'
import { runMigrateCommand } from './run-migrate-command.ts'

export interface HistoryRequest {
  readonly config: Pick<Config, 'migrateCommand' | 'dump' | 'workingDirectory'>
  readonly project: PrismaProject
  readonly server: Server
  readonly production: Connection
  /** The schema of names without one. */
  readonly schema: string
  readonly signal: AbortSignal
  readonly log: StageLog
}

/**
 * Works out what production has run, and makes the lines that migrations make.
 * @throws Failure of stage `migrate`: `migrate-command-failed`, and what a migrations folder can be wrong in.
 */
export async function buildHistory(request: HistoryRequest): Promise<HistoryLines> {
  const { config, project, server, production, schema, signal, log } = request
  const { migrateCommand: command, workingDirectory } = config
  if (command !== null)
    return runHistory(server, production, (database) =>
      runMigrateCommand(command, connectionUrl(database), workingDirectory, signal, log),
    )
  if (project.migrationsDirectory === null) return withoutHistory(production)
  const migrations = await readMigrations(project.migrationsDirectory, workingDirectory)
  const records = config.dump === 'none' ? [] : await readRecords(production, project.schemas)
  if (records === null) log.warn('Production keeps no _prisma_migrations: every migration counts as applied.')
  const diagnosis = diagnoseHistory(migrations, records)
  log.note(`${migrations.length} migrations, ${diagnosis.pending.length} of them pending.`)
  return replayHistory(server, production, diagnosis, { schema, signal })
}
