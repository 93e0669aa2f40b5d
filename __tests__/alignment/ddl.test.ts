/**
 * Everything that a catalog holds can be made from it: the statements for each object, run on an empty database, give
 * a database with the same catalog.
 */
import { describe, expect, test } from 'vitest'
import { createObject } from '../../src/alignment/ddl/index.ts'
import { inOrder } from '../../src/alignment/order.ts'
import type { Catalog, CatalogObject } from '../../src/model/catalog.ts'
import { objectKey } from '../../src/model/object.ts'
import { readCatalog } from '../../src/postgres/catalog/read-catalog.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { everything } from './everything.ts'

const situation = { schema: 'public', mayExist: false, live: false }

function rebuild({ objects }: Catalog): readonly string[] {
  const all = inOrder([...objects.values()])
  const inTable = (object: CatalogObject) => object.id.kind === 'column' || object.id.kind === 'primary-key'
  return all.flatMap((object) => {
    if (inTable(object)) return []
    const key = objectKey(object.id)
    const members = all.filter(({ parent }) => parent === key)
    const columns = members
      .filter(({ id }) => id.kind === 'column')
      .sort((a, b) => (a.hints?.position ?? 0) - (b.hints?.position ?? 0))
    const primaryKey = members.find(({ id }) => id.kind === 'primary-key') ?? null
    const comments = [...columns, ...(primaryKey ? [primaryKey] : [])]
    return [
      ...createObject(object, object.id, situation, { columns, primaryKey }),
      ...(object.id.kind === 'table'
        ? comments.flatMap((member) =>
            createObject(member, member.id, situation, { columns, primaryKey }).slice(1),
          )
        : []),
    ].map(({ sql }) => sql)
  })
}

function told({ objects }: Catalog) {
  return [...objects].map(([key, { attributes, canonical }]) => [key, { ...attributes, ...canonical }])
}

describe('a database', () => {
  test('is made again from its catalog', async () => {
    const catalog = await readCatalog(await createTestDatabase(everything))
    const database = await createTestDatabase('SET check_function_bodies = off')
    const statements = rebuild(catalog)
    for (const sql of statements) {
      await query(database, `SET check_function_bodies = off; ${sql}`).catch((error: unknown) => {
        throw new Error(`${error instanceof Error ? error.message : ''}\n${sql}`)
      })
    }
    expect(told(await readCatalog(database))).toEqual(told(catalog))
  })
})
