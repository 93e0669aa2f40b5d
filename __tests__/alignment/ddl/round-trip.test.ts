/**
 * Everything that a catalog holds can be made from it: the statements for each object, run on an empty database, give
 * a database with the same catalog.
 */
import { describe, expect, test } from 'vitest'
import { createObject } from '../../../src/alignment/ddl/index.ts'
import { parts, type Situation } from '../../../src/alignment/ddl/statement.ts'
import { inOrder } from '../../../src/alignment/order.ts'
import type { Catalog, CatalogObject } from '../../../src/model/catalog.ts'
import { objectKey } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { splitStatements } from '../../../src/postgres/sql/split.ts'
import { everything } from './everything.ts'
import { majors, run, serverOf } from './servers.ts'

function rebuild({ objects }: Catalog, situation: Situation): readonly string[] {
  const inTable = ({ id }: CatalogObject) => id.kind === 'column' || id.kind === 'primary-key'
  const members = (key: string) =>
    [...objects.values()].filter((each) => each.parent === key && inTable(each))
  // A table needs what its columns need.
  const ordered = inOrder(
    [...objects].flatMap(([key, object]) => {
      const texts = members(key).flatMap(({ attributes }) => Object.values(attributes).map(String))
      return inTable(object) ? [] : [{ ...object, attributes: { ...object.attributes, texts } }]
    }),
  )
  const statements = ordered.flatMap(({ id }) => {
    const key = objectKey(id)
    const object = objects.get(key)
    const columns = members(key)
      .filter((each) => each.id.kind === 'column')
      .sort((a, b) => (a.hints?.position ?? 0) - (b.hints?.position ?? 0))
    const primaryKey = members(key).find((each) => each.id.kind === 'primary-key') ?? null
    return object ? createObject(object, id, situation, { columns, primaryKey }) : []
  })
  return parts.flatMap((part) => statements.filter((each) => each.part === part).map(({ sql }) => sql))
}

/** What is compared of each object, by key. */
function told({ objects }: Catalog) {
  return [...objects].map(([key, { attributes, canonical }]) => [key, { ...attributes, ...canonical }])
}

const lax = 'SET check_function_bodies = off'

for (const major of majors) {
  describe(`PostgreSQL ${major ?? 'of this run'}`, () => {
    const server = serverOf(major)
    const made = async (sql: string) => {
      const database = await (await server()).createDatabase('round-trip')
      await run(
        database,
        splitStatements(sql).map(({ text }) => text),
      )
      return database
    }

    test.each([
      ['as they are', { schema: 'public', mayExist: false, live: false }, lax],
      ['where they may be already', { schema: 'public', mayExist: true, live: false }, lax],
      ['in a database in use', { schema: 'public', mayExist: true, live: true }, lax],
      [
        'from another schema',
        { schema: 'other', mayExist: false, live: false },
        `${lax}; SET search_path = other, public`,
      ],
    ] as const)('makes all objects again, %s', async (_, situation, settings) => {
      const catalog = await readCatalog(await made(everything((await server()).major)))
      const database = await made('')
      // The tables are there, so it is theirs that decides whether a key is built beside its writers.
      const tables = [...catalog.objects].filter(([, { id }]) => id.kind === 'table' || id.kind === 'domain')
      const own = { ...situation, catalog: { objects: new Map(tables), gaps: [] } }
      await run(database, rebuild(catalog, own), settings)
      expect(told(await readCatalog(database))).toEqual(told(catalog))
    })
  })
}
