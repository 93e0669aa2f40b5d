/** Rows for a world: nulls, doubles, keys that meet and keys that point nowhere. */
import pg from 'pg'
import { withClient } from '../../../src/postgres/client.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { quote } from '../change.ts'
import { fieldTypes, idTypes, type TypeName } from './types.ts'
import type { Field, Table, World } from './world.ts'

/** Puts rows into every table; one that the database refuses is left out. */
export async function fill(database: Connection, world: World, dice: readonly number[]): Promise<void> {
  let throws = 0
  const roll = (sides: number) => ((dice[throws++ % dice.length] ?? 0) + throws) % sides
  const rows = world.tables.flatMap((table) =>
    Array.from({ length: roll(4) }, (_, at) => insert(table, at, world, roll)),
  )
  await withClient(database, async (client) => {
    for (const row of rows)
      await client.query(row).catch((error: unknown) => {
        if (!(error instanceof pg.DatabaseError && error.code?.startsWith('23'))) throw error
      })
  })
}

function insert(table: Table, at: number, world: World, roll: (sides: number) => number): string {
  const own = table.fields.filter(
    ({ isGenerated, type }) => !isGenerated && labelsOf(type, world)?.length !== 0,
  )
  const id = fieldTypes[idTypes[table.id].type].values[at] ?? '1'
  const columns = ['id', ...own.map(({ name }) => name)].map(quote)
  const values = [id, ...own.map((field) => constantOf(field, world, roll))]
  return `INSERT INTO ${quote(table.schema)}.${quote(table.name)} (${columns.join(', ')}) VALUES (${values.join(', ')})`
}

function labelsOf(type: string, { enums }: World): readonly string[] | null {
  if (!type.startsWith('enum ')) return null
  const own = enums.find(({ model }) => model === type.slice(5))
  return own?.labels.map(({ name }) => `'${name}'`) ?? []
}

function constantOf(
  { type, isOptional, isList }: Field,
  world: World,
  roll: (sides: number) => number,
): string {
  const values = labelsOf(type, world) ?? fieldTypes[type as TypeName].values
  const value = values[roll(values.length)] ?? 'NULL'
  if (isOptional && !isList && roll(3) === 0) return 'NULL'
  if (!isList) return value
  return /json|bytes/.test(type) || roll(3) === 0 ? `'{}'` : `'{"${value.replaceAll("'", '')}"}'`
}
