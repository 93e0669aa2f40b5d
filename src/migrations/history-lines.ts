import {
  type HistoryDiagnosis,
  type HistoryOutcome,
  isRecordOnly,
  type Migration,
} from '../model/migration.ts'
import { compareText } from '../model/object.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { type ApplyOptions, applyMigrations, replayMigrations } from './apply-migrations.ts'
import { type Deployed, noReplays, once, type Replayed, type Replays, replayKey } from './replays.ts'
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

/** Without a history, what the application meets is production itself. */
export function withoutHistory(production: Connection): HistoryLines {
  return { applied: null, history: null, deployed: production, outcome: null }
}

/**
 * Makes applied, history and deployed as clones of each other and of production, so that objects keep their
 * OIDs: an object renamed by a pending migration is the same object in both. Lines that would be equal are
 * one database. Where production ran other texts than the repository has, the history is replayed on its own.
 * What fails on an empty database is left out, and the history goes on without it; what is only to be recorded in
 * production is not run there.
 * @param replays of another history on this server; what is made here is added.
 * @throws what the server or the network throws; a migration that fails is part of the outcome.
 */
export async function replayHistory(
  server: Pick<Server, 'createDatabase'>,
  production: Connection,
  diagnosis: HistoryDiagnosis,
  options: ApplyOptions,
  replays: Replays = noReplays(),
): Promise<HistoryLines> {
  const { applied: known, pending } = diagnosis
  const replay = (
    label: string,
    migrations: readonly Migration[],
    template?: Connection,
  ): Promise<Replayed> =>
    once(replays.replayed, replayKey(template ?? null, migrations), async () => {
      const database = await server.createDatabase(label, template)
      return { database, ...(await replayMigrations(database, migrations, options)) }
    })
  const replayAll = async () => {
    const ran = ranInProduction(diagnosis)
    const applied = await replay('applied', ran)
    if (ran !== known) return { applied, history: await replay('history', inOrder([...known, ...pending])) }
    if (pending.length === 0) return { applied, history: applied }
    const { database, breaks, untold } = await replay('history', pending, applied.database)
    return { applied, history: { database, breaks: [...applied.breaks, ...breaks], untold } }
  }
  const deploy = async (): Promise<Deployed> => {
    const run = pending.filter((migration) => !isRecordOnly(migration))
    if (run.length === 0) return { database: production, breaks: null }
    return once(replays.deployed, replayKey(production, run), async () => {
      const database = await server.createDatabase('deployed', production)
      const asDeploy = run.every(isPrismas)
      return { database, breaks: await applyMigrations(database, run, { ...options, asDeploy }) }
    })
  }
  const [deployed, { applied, history }] = await Promise.all([deploy(), replayAll()])
  const [unreplayable = null, ...later] = history.breaks
  return {
    applied: applied.database,
    history: history.database,
    deployed: deployed.breaks ? null : deployed.database,
    outcome: {
      diagnosis,
      breaks: deployed.breaks,
      unreplayable,
      unreplayableLater: later.map(({ migration }) => migration.name),
      untold: new Set([...applied.untold, ...history.untold]),
    },
  }
}

/**
 * The texts that production ran, in name order: as the repository has them, or as git has them where they were
 * edited or taken away since. The same array where the repository's are all.
 */
function ranInProduction({ applied, edited, unknown }: HistoryDiagnosis): readonly Migration[] {
  const texts = new Map(edited.flatMap(({ migration, past }) => (past ? [[migration.name, past.sql]] : [])))
  const gone = unknown.flatMap(({ name, checksum, past }): readonly Migration[] =>
    past ? [{ name, file: name, sql: past.sql, checksum }] : [],
  )
  if (texts.size + gone.length === 0) return applied
  const known = applied.map((migration) => ({
    ...migration,
    sql: texts.get(migration.name) ?? migration.sql,
  }))
  return inOrder([...known, ...gone])
}

function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  return migrations.toSorted((a, b) => compareText(a.name, b.name))
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
export function isPrismas({ file }: Migration): boolean {
  return file.endsWith('/migration.sql')
}
