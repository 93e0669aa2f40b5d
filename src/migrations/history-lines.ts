import type { HistoryDiagnosis, HistoryOutcome, Migration, MigrationBreak } from '../model/migration.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { type ApplyOptions, applyMigrations } from './apply-migrations.ts'
import type { runMigrateCommand } from './run-migrate-command.ts'

/** The lines that migrations make; null where there is no such line. */
export interface HistoryLines {
  readonly applied: Connection | null
  readonly history: Connection | null
  /** Null when a pending migration fails on production's rows. */
  readonly deployed: Connection | null
  /** Null where there is no history, or another tool knows it. */
  readonly outcome: HistoryOutcome | null
}

interface Replay {
  readonly database: Connection
  readonly breaks: MigrationBreak | null
}

/** Without a history, what the application meets is production itself. */
export function withoutHistory(production: Connection): HistoryLines {
  return { applied: null, history: null, deployed: production, outcome: null }
}

/**
 * Makes applied, history and deployed as clones of each other and of production, so that objects keep their
 * OIDs: an object renamed by a pending migration is the same object in both. Lines that would be equal are
 * one database.
 * @throws what the server or the network throws; a migration that fails is part of the outcome.
 */
export async function replayHistory(
  server: Server,
  production: Connection,
  diagnosis: HistoryDiagnosis,
  options: ApplyOptions,
): Promise<HistoryLines> {
  const { applied: ran, pending } = diagnosis
  const replay = async (
    label: string,
    migrations: readonly Migration[],
    template?: Connection,
    asDeploy = false,
  ): Promise<Replay> => {
    const database = await server.createDatabase(label, template)
    const breaks = await applyMigrations(database, migrations, { ...options, asDeploy })
    if (!breaks?.partial) return { database, breaks }
    // The file has left something behind: begin again, and end before it.
    const before = migrations.slice(0, migrations.indexOf(breaks.migration))
    return { ...(await replay(label, before, template)), breaks }
  }
  const replayAll = async () => {
    const applied = await replay('applied', ran)
    // What is pending would run on another database than the one it was written for.
    if (applied.breaks || pending.length === 0) return { applied, history: applied }
    return { applied, history: await replay('history', pending, applied.database) }
  }
  const deploy = (): Promise<Replay> =>
    pending.length === 0
      ? Promise.resolve({ database: production, breaks: null })
      : replay('deployed', pending, production, pending.every(isPrismas))
  const [deployed, { applied, history }] = await Promise.all([deploy(), replayAll()])
  return {
    applied: applied.database,
    history: history.database,
    deployed: deployed.breaks ? null : deployed.database,
    outcome: { diagnosis, breaks: deployed.breaks, unreplayable: history.breaks },
  }
}

/**
 * The history of another migration tool: its command brings an empty database, and a clone of production, up to
 * date. What production has run is known to that tool alone, so there is no applied line.
 * @throws Failure `migrate-command-failed`
 */
export async function runHistory(
  server: Server,
  production: Connection,
  run: (database: Connection) => ReturnType<typeof runMigrateCommand>,
): Promise<HistoryLines> {
  const migrate = async (label: string, template?: Connection) => {
    const database = await server.createDatabase(label, template)
    await run(database)
    return database
  }
  const history = await migrate('history')
  const deployed = await migrate('deployed', production)
  return { applied: null, history, deployed, outcome: null }
}

/** A plain SQL file is run by some other tool, which may send its statements one by one. */
function isPrismas({ file }: Migration): boolean {
  return file.endsWith('/migration.sql')
}
