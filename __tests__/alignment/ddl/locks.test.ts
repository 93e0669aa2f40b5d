/**
 * The lock that each statement is said to take, and whether it is said to write a table anew, is what Postgres does:
 * each is run in a transaction of its own, in which pg_locks and the files of the tables are read.
 */
import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { alterObject, createObject, dropObject, renameObject } from '../../../src/alignment/ddl/index.ts'
import { parts, type Situation, type Statement } from '../../../src/alignment/ddl/statement.ts'
import { identical } from '../../../src/drift/value.ts'
import type { Catalog, CatalogObject } from '../../../src/model/catalog.ts'
import { type Lock, locks } from '../../../src/model/plan.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { withClient } from '../../../src/postgres/client.ts'
import { splitStatements } from '../../../src/postgres/sql/split.ts'
import { pairs } from './alterations.ts'
import { everything } from './everything.ts'
import { serverOf, slowMajors, uses } from './servers.ts'

interface Seen {
  readonly lock: Lock | null
  readonly rewrites: boolean
}

const relations = `SELECT c.oid::text, c.relfilenode::text AS file FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname !~ '^pg_' AND nspname <> 'information_schema'`

/** What a statement does to the tables and views that are there; nothing of it stays. */
async function watch(client: pg.Client, sql: string): Promise<Seen> {
  await client.query('BEGIN')
  try {
    const before = await client.query<{ oid: string; file: string }>(relations)
    await client.query(sql)
    const after = await client.query<{ oid: string; file: string }>(relations)
    const { rows } = await client.query<{ relation: string; mode: string }>(
      `SELECT relation::text, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted`,
    )
    const files = new Map(before.rows.map(({ oid, file }) => [oid, file]))
    const taken = rows.filter(({ relation }) => files.has(relation)).map(({ mode }) => nameOf(mode))
    const strongest = locks.findLast((lock) => taken.includes(lock)) ?? null
    return {
      // Nobody waits for these but who takes the table away.
      lock: strongest === 'ACCESS SHARE' || strongest === 'ROW SHARE' ? null : strongest,
      rewrites: after.rows.some(({ oid, file }) => files.has(oid) && files.get(oid) !== file),
    }
  } finally {
    await client.query('ROLLBACK')
  }
}

/** `AccessExclusiveLock` is `ACCESS EXCLUSIVE`. */
function nameOf(mode: string): string {
  return mode
    .replace(/Lock$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase()
}

const inParts = (all: readonly Statement[]) =>
  parts.flatMap((part) => all.filter((each) => each.part === part))

/** Watches statements, each where those before it were run. @returns those that are said to do something else */
async function check(client: pg.Client, all: readonly Statement[]): Promise<readonly object[]> {
  const wrong: object[] = []
  for (const { sql, lock, hazards } of inParts(all)) {
    // What builds beside writers is refused inside a transaction.
    if (hazards.includes('non-transactional')) expect([sql, lock]).toEqual([sql, 'SHARE UPDATE EXCLUSIVE'])
    else {
      const said = { lock, rewrites: hazards.includes('table-rewrite') }
      const seen = await watch(client, sql)
      if (JSON.stringify(said) !== JSON.stringify(seen)) wrong.push({ sql, said, seen })
    }
    await client.query(sql)
  }
  return wrong
}

function alterations(from: Catalog, to: Catalog, situation: Situation): readonly Statement[] {
  return [...to.objects].flatMap(([key, object]) => {
    const was = from.objects.get(key)
    return !was || identical(was, object) ? [] : (alterObject(was, object, object.id, situation) ?? [])
  })
}

/** What can go and come back by itself. */
const members = [
  'column',
  'index',
  'unique',
  'primary-key',
  'foreign-key',
  'check',
  'exclusion',
  'trigger',
  'policy',
]

for (const major of slowMajors) {
  describe(`PostgreSQL ${major ?? 'of this run'}`, () => {
    const server = serverOf(major)
    const made = async (sql: string) => {
      const database = await (await server()).createDatabase('locks')
      await withClient(database, async (client) => {
        for (const { text } of splitStatements(sql)) await client.query(text)
      })
      return database
    }

    test.each(uses)('as alterObject says, in use: %s', async (live) => {
      const own = await server()
      const known = pairs.filter(({ since = 0 }) => since <= own.major)
      const schemas = (side: 'from' | 'to') =>
        known.map(
          (pair, at) =>
            `CREATE SCHEMA "pair ${at}"; SET search_path = "pair ${at}", public; ${pair.both ?? ''}; ${pair[side]};`,
        )
      const databases = [
        await made(schemas('from').join('\n')),
        await made(schemas('to').join('\n')),
      ] as const
      const [from, to] = [await readCatalog(databases[0]), await readCatalog(databases[1])]
      const wrong: object[] = []
      await withClient(databases[0], async (client) => {
        for (const at of known.keys()) {
          const schema = `pair ${at}`
          await client.query(`SET search_path = "${schema}", public`)
          const part = ({ objects }: Catalog): Catalog => ({
            objects: new Map([...objects].filter(([, { id }]) => 'schema' in id && id.schema === schema)),
            gaps: [],
          })
          const statements = alterations(part(from), part(to), {
            schema,
            mayExist: false,
            live,
            catalog: from,
          })
          // What stands in the way of these is for the one that orders the statements.
          if (/with what stands on it|materialized, with its index/.test(known[at]?.title ?? '')) continue
          wrong.push(...(await check(client, statements)))
        }
      })
      expect(wrong).toEqual([])
    })

    test.each(uses)('as createObject, renameObject and dropObject say, in use: %s', async (live) => {
      const database = await made(everything((await server()).major))
      const catalog = await readCatalog(database)
      const situation = { schema: 'public', mayExist: live, live, catalog }
      const wrong: object[] = []
      await withClient(database, async (client) => {
        /** What something else stands against is left as it is. */
        const runs = async (sql: string) => {
          try {
            await watch(client, sql)
            return true
          } catch {
            return false
          }
        }
        const isColumn = ({ id }: CatalogObject) => Number(id.kind === 'column')
        // What is on a column goes with it, so they come last.
        const ordered = [...catalog.objects.values()].toSorted((a, b) => isColumn(a) - isColumn(b))
        for (const object of ordered) {
          const { id } = object
          const renamed = renameObject(
            object,
            id,
            id.kind === 'function' ? id.name.replace(/^/, 'z') : `z${id.name}`,
            situation,
          )
          for (const each of renamed) if (await runs(each.sql)) wrong.push(...(await unchanged(client, each)))
          const gone = dropObject(object, id, { ...situation, live: false })
          // Before version 14 a function takes the generated columns along that call it.
          const isCertain = id.kind !== 'function'
          for (const each of gone)
            if (isCertain && (await runs(each.sql))) wrong.push(...(await unchanged(client, each)))
          if (!members.includes(id.kind) || !(await isAlone(runs, gone))) continue
          for (const { sql } of gone) await client.query(sql)
          wrong.push(...(await check(client, createObject(object, id, situation))))
        }
      })
      expect(wrong).toEqual([])
    })
  })
}

/** Watches a statement that is not to stay. */
async function unchanged(client: pg.Client, { sql, lock, hazards }: Statement): Promise<readonly object[]> {
  const said = { lock, rewrites: hazards.includes('table-rewrite') }
  const seen = await watch(client, sql)
  return JSON.stringify(said) === JSON.stringify(seen) ? [] : [{ sql, said, seen }]
}

async function isAlone(runs: (sql: string) => Promise<boolean>, all: readonly Statement[]): Promise<boolean> {
  for (const { sql } of all) if (!(await runs(sql))) return false
  return true
}
