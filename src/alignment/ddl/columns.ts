import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import type { Hazard } from '../../model/plan.ts'
import { alterColumn } from './alter-column.ts'
import { told } from './attributes.ts'
import { isConstrainedDomain } from './catalog-facts.ts'
import { columnDefinition } from './column-definition.ts'
import { counterOf } from './counter.ts'
import { columnNamed } from './guards.ts'
import type { Kind } from './kind.ts'
import { alterTableOf, ident, qualified, tableOf } from './names.ts'
import { requireValue } from './not-null.ts'
import { ownedSequence } from './owned-sequence.ts'
import { renaming } from './renames.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { defaultText } from './text.ts'
import { isVolatile } from './volatile.ts'

/** https://www.postgresql.org/docs/current/sql-altertable.html */
export const column: Kind<TableMemberId> = {
  create: (object, id, situation) => {
    const { before, after } = ownedSequence(object, id, situation)
    const isSlow =
      situation.live && counterOf(object).kind === 'none' && hasVolatileDefault(object, situation)
    const added = isSlow ? addInSteps(object, id, situation) : [add(object, id, situation)]
    return [...before, ...added, ...after]
  },
  alter: alterColumn,
  drop: (object, id, { schema }) =>
    statement(`${alterTableOf(id, schema)} DROP COLUMN IF EXISTS ${ident(id.name)}`, {
      lock: 'ACCESS EXCLUSIVE',
      table: tableOf(id),
      ...(told(object).text('generated') === null
        ? { hazards: ['data-loss'], irreversible: 'What the rows have in the column is gone.' }
        : {}),
    }),
  rename: (_, id, name, situation) => {
    const on = alterTableOf(id, situation.schema)
    return renaming(
      [id.name, name],
      (from, to) => `${on} RENAME COLUMN ${ident(from)} TO ${ident(to)}`,
      columnNamed(id, situation.schema),
      situation,
      { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) },
    )
  },
}

function add(object: CatalogObject, id: TableMemberId, situation: Situation): Statement {
  const { schema, mayExist } = situation
  const { text } = told(object)
  const isFilled = text('default') !== null || text('generated') !== null || counterOf(object).kind !== 'none'
  const hazards: Hazard[] = rewrites(object, situation)
    ? ['table-rewrite', 'blocks-reads', 'blocks-writes']
    : []
  if (object.attributes.nullable === false && !isFilled) hazards.push('fails-on-data')
  const on = alterTableOf(id, schema)
  return statement(
    `${on} ADD COLUMN ${mayExist ? 'IF NOT EXISTS ' : ''}${columnDefinition(object, schema)}`,
    {
      undo: `${on} DROP COLUMN IF EXISTS ${ident(id.name)}`,
      lock: 'ACCESS EXCLUSIVE',
      table: tableOf(id),
      hazards,
    },
  )
}

/**
 * Does every row get a value of its own? A default that is the same for all is kept beside the table.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
function rewrites(object: CatalogObject, situation: Situation): boolean {
  const { text } = told(object)
  if (counterOf(object).kind !== 'none') return true
  if (text('generated') !== null) return text('generatedKind') !== 'virtual'
  return hasVolatileDefault(object, situation) || isConstrainedDomain(text('type') ?? '', situation)
}

function hasVolatileDefault(object: CatalogObject, situation: Situation): boolean {
  const value = told(object).text('default')
  return value !== null && isVolatile(value, situation)
}

/** The rows that are there get their values after the column, while others read and write. */
function addInSteps(object: CatalogObject, id: TableMemberId, situation: Situation): readonly Statement[] {
  const { schema } = situation
  const { text } = told(object)
  const isRequired = object.attributes.nullable === false
  const bare = {
    ...object,
    attributes: { ...object.attributes, default: null, nullable: true },
    canonical: { ...object.canonical, default: null },
  }
  const on = `${alterTableOf(id, schema)} ALTER COLUMN ${ident(id.name)}`
  const value = defaultText(text('default') ?? '', text('type') ?? '', schema)
  const name = ident(id.name)
  const fill = `UPDATE ${qualified(tableOf(id), schema)} SET ${name} = DEFAULT WHERE ${name} IS NULL`
  return [
    add(bare, id, situation),
    statement(`${on} SET DEFAULT ${value}`, { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) }),
    ...(isRequired
      ? [
          statement(fill, {
            lock: 'ROW EXCLUSIVE',
            table: tableOf(id),
            hazards: ['blocks-writes'],
            part: 'alone',
          }),
          // Not before the rows have values: a check that is not validated holds for every row that is updated.
          ...requireValue(id, situation).map((each) =>
            each.part === 'main' ? { ...each, part: 'alone' as const } : each,
          ),
        ]
      : []),
  ]
}
