import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { isSerial } from './column-definition.ts'
import { counterOf } from './counter.ts'
import { ident, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { unqualified } from './text.ts'

/** The sequence that a column draws from, where it must be there before the column and be owned by it after. */
export interface OwnedSequence {
  readonly before: readonly Statement[]
  readonly after: readonly Statement[]
}

/** Of a column whose sequence SERIAL would not make as it is. */
export function ownedSequence(
  column: CatalogObject,
  id: TableMemberId,
  { schema }: Situation,
): OwnedSequence {
  const counter = counterOf(column)
  if (counter.kind !== 'serial' || isSerial(column)) return { before: [], after: [] }
  const name = unqualified(counter.sequence, schema)
  const type = told(column).text('type') ?? ''
  const own = /^(?:smallint|integer|bigint)$/.test(type) ? ` AS ${type}` : ''
  return {
    before: [
      statement(`CREATE SEQUENCE IF NOT EXISTS ${name}${own} ${counter.options}`.trimEnd(), {
        undo: `DROP SEQUENCE IF EXISTS ${name}`,
      }),
    ],
    after: [statement(`ALTER SEQUENCE ${name} OWNED BY ${qualified(tableOf(id), schema)}.${ident(id.name)}`)],
  }
}
