/**
 * For pairs of databases that differ in one object: the statements of `alterObject`, run on the one, give the catalog
 * of the other; what undoes them, run backwards, gives the first one back; and where they find what they make, they
 * change nothing. All pairs are in one database, each in a schema of its own.
 */
import { describe, expect, test } from 'vitest'
import { alterObject } from '../../../src/alignment/ddl/index.ts'
import { parts, type Situation, type Statement } from '../../../src/alignment/ddl/statement.ts'
import { aroundRetyping } from '../../../src/alignment/retype.ts'
import { identical } from '../../../src/drift/value.ts'
import type { Catalog } from '../../../src/model/catalog.ts'
import { type ObjectId, objectKey } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { withClient } from '../../../src/postgres/client.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { splitStatements } from '../../../src/postgres/sql/split.ts'
import { type Pair, pairs } from './alterations.ts'
import { serverOf, slowMajors } from './servers.ts'

/** A pair in its schema. */
interface Placed extends Pair {
  readonly schema: string
}

interface Wrong {
  readonly title: string
  readonly step: string
  readonly what: unknown
}

const inHistory = { mayExist: false, live: false }
const inUse = { mayExist: true, live: true }

/** What nothing alters, as rows may hold it. */
const impossible = [
  'column: generated',
  'column: generated, back',
  'type: enum labels, back',
  'type: enum order',
  'type: enum order, back',
]

const isOf = ({ schema, also = [] }: Placed, id: ObjectId) =>
  'schema' in id ? id.schema === schema : id.name === schema || also.includes(id.name)

/** The objects of a pair. */
function partOf({ objects }: Catalog, pair: Placed): Catalog {
  return { objects: new Map([...objects].filter(([, { id }]) => isOf(pair, id))), gaps: [] }
}

/** What is compared of the objects of a pair, by key. */
function told(catalog: Catalog, pair: Placed) {
  const { objects } = partOf(catalog, pair)
  return Object.fromEntries(
    [...objects].map(([key, { attributes, canonical }]) => [key, { ...attributes, ...canonical }]),
  )
}

/** The statements for every object that both have and have otherwise; null where one cannot be altered. */
function statementsFor(
  pair: Placed,
  was: Catalog,
  is: Catalog,
  situation: Omit<Situation, 'schema'>,
): readonly Statement[] | null {
  const [from, to] = [was, is].map((catalog) => partOf(catalog, pair))
  if (!from || !to) return null
  const own = { ...situation, schema: pair.schema, catalog: from }
  const wanted = (key: string) => to.objects.get(key)
  const alterations = [...to.objects].flatMap(([key, object]) => {
    const was = from.objects.get(key)
    const isSame = !was || identical(was, object)
    return isSame ? [] : [{ id: object.id, from: was, to: object }]
  })
  const around = aroundRetyping(alterations, from, wanted, { ...own, live: false, mayExist: false })
  const altered = alterations.map((each) =>
    around.held.has(objectKey(each.id)) ? [] : alterObject(each.from, each.to, each.id, own),
  )
  const all = [around.before, ...altered, around.after]
  if (all.includes(null)) return null
  return parts.flatMap((part) => all.flatMap((each) => each?.filter((one) => one.part === part) ?? []))
}

/** Runs what each pair has to run. @returns what Postgres refuses */
async function run(
  database: Connection,
  step: string,
  all: readonly (readonly [Placed, readonly string[]])[],
): Promise<readonly Wrong[]> {
  const wrong: Wrong[] = []
  await withClient(database, async (client) => {
    for (const [{ title, schema }, statements] of all) {
      await client.query(`SET search_path = "${schema}", public`)
      for (const sql of statements.flatMap((each) => splitStatements(each).map(({ text }) => text)))
        await client.query(sql).catch((error: unknown) => {
          wrong.push({ title, step, what: `${error instanceof Error ? error.message : ''}: ${sql}` })
        })
    }
  })
  return wrong
}

/** The pairs that are not as they should be by then. */
async function compare(
  database: Connection,
  step: string,
  wanted: Catalog,
  all: readonly Placed[],
): Promise<readonly Wrong[]> {
  const catalog = await readCatalog(database, { grants: true })
  return all.flatMap((pair) => {
    const [is, should] = [told(catalog, pair), told(wanted, pair)]
    const keys = [...new Set([...Object.keys(is), ...Object.keys(should)])]
    const differing = keys.filter((key) => JSON.stringify(is[key]) !== JSON.stringify(should[key]))
    const what = differing.map((key) => ({ key, is: is[key], should: should[key] }))
    return what.length === 0 ? [] : [{ title: pair.title, step, what }]
  })
}

for (const major of slowMajors) {
  describe(`PostgreSQL ${major ?? 'of this run'}`, () => {
    const server = serverOf(major)

    test.each(['from', 'to'] as const)(
      'alters each pair, beginning with what it has as `%s`',
      async (side) => {
        const own = await server()
        const placed = pairs
          .filter(({ since = 0 }) => since <= own.major)
          .map((pair, at): Placed => ({ ...pair, schema: `pair ${at}` }))
        const wrong: Wrong[] = []
        const make = async (which: 'from' | 'to') => {
          const database = await own.createDatabase('alter')
          const scripts = placed.map(
            (pair) =>
              [pair, [`CREATE SCHEMA "${pair.schema}"`, `${pair.both ?? ''};${pair[which]}`]] as const,
          )
          wrong.push(...(await run(database, 'made', scripts)))
          return database
        }
        const database = await make(side)
        const other = await make(side === 'from' ? 'to' : 'from')
        const was = await readCatalog(database, { grants: true })
        const is = await readCatalog(other, { grants: true })
        const planned = placed.map((pair) => ({
          pair,
          inUse: statementsFor(pair, was, is, inUse),
          inHistory: statementsFor(pair, was, is, inHistory),
        }))
        const none = planned.filter((each) => each.inUse === null || each.inHistory === null)
        const titles = none.map(({ pair: { title } }) => (side === 'from' ? title : `${title}, back`))
        expect(titles.toSorted()).toEqual(
          impossible.filter((title) => title.endsWith(', back') === (side === 'to')),
        )
        const able = planned.filter((each) => !none.includes(each))
        const undoable = able.filter(({ inUse }) =>
          inUse?.every(({ undo, irreversible }) => irreversible === null || undo !== null),
        )
        const pairsOf = (all: typeof able) => all.map(({ pair }) => pair)
        const sqlOf = (all: readonly Statement[] | null) => (all ?? []).map(({ sql }) => sql)
        const undosOf = (all: readonly Statement[] | null) =>
          (all ?? []).toReversed().flatMap(({ undo }) => undo ?? [])
        const play = async (
          step: string,
          all: typeof able,
          scriptOf: (each: (typeof able)[number]) => readonly string[],
          wanted: Catalog,
        ) => {
          wrong.push(
            ...(await run(
              database,
              step,
              all.map((each) => [each.pair, scriptOf(each)]),
            )),
          )
          wrong.push(...(await compare(database, step, wanted, pairsOf(all))))
        }
        await play('in use', able, (each) => sqlOf(each.inUse), is)
        await play('undone', undoable, (each) => undosOf(each.inUse), was)
        await play('in the history', undoable, (each) => sqlOf(each.inHistory), is)
        await play('once more', able, (each) => sqlOf(each.inUse), is)
        expect(wrong).toEqual([])
      },
    )
  })
}
