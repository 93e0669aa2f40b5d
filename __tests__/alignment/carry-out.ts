/** Carries a plan out as a team does: the files are written, production records and deploys. */
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { checksumOf } from '../../src/migrations/read-migrations.ts'
import { createRecordsTable, insertRecord } from '../../src/migrations/records-table.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Report } from '../../src/model/report.ts'
import { withClient } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { testServer } from '../support/database.ts'

/** Files by path. */
type Files = Readonly<Record<string, string>>

/** The files of a repository with those of the plan. */
export function withPlan(files: Files, { files: planned }: Plan): Files {
  return { ...files, ...Object.fromEntries(planned.map(({ path, content }) => [path, content])) }
}

/** A copy of production in which the plan's migrations are recorded, or were run. */
export async function deployed(production: Connection, { migrations }: Plan): Promise<Connection> {
  const copy = await (await testServer()).createDatabase('deployed', production)
  await withClient(copy, async (client) => {
    await client.query(createRecordsTable('public'))
  })
  for (const { name, sql, recorded } of migrations) {
    const migration = { name, sql, file: `migrations/${name}/migration.sql`, checksum: checksumOf(sql) }
    if (recorded)
      await withClient(copy, async (client) => {
        await client.query(insertRecord('public', migration))
      })
    else {
      const broken = await applyMigrations(copy, [migration], { asDeploy: true })
      if (broken) throw new Error(`${name}: ${broken.message}`)
    }
  }
  return copy
}

/** What a plan leaves to a person. */
export function leftToPersons({ steps }: Plan): ReadonlySet<string> {
  return new Set(steps.filter(({ direction }) => direction === 'person').flatMap(({ findings }) => findings))
}

/** What a plan leaves to a person only because its proof did not hold with it: what the planner did not foresee. */
export function unforeseen({ steps }: Plan): readonly string[] {
  return steps.flatMap(({ title, why }) => (why.startsWith('Tried on clones, ') ? [`${title}: ${why}`] : []))
}

/** The plan of a report; a report without one is an error. */
export function planIn({ plan, failure }: Report): Plan {
  if (plan === null) throw new Error(failure?.message ?? 'there is no plan')
  return plan
}
