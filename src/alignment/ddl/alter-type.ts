import { canonicalOf, equalValues } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import type { Hazard } from '../../model/plan.ts'
import { told } from './attributes.ts'
import { columnNamed, where } from './guards.ts'
import { alterTableOf, ident, literal, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { defaultText, typeName, unqualified } from './text.ts'
import { type TypeChange, typeChange } from './type-change.ts'

/**
 * Another type or collation of a column; its default is said anew where it may not be cast by itself.
 * @param isToCount does it become an identity after? Of one the default cannot be dropped
 * @returns null where no expression makes values of the one type values of the other
 */
export function alterType(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema, mayExist }: Situation,
  isToCount: boolean,
): readonly Statement[] | null {
  const there = changeOf(from, to, schema)
  if (there === null) return null
  const back = changeOf(to, from, schema)
  const sql = alterText(from, to, there, id, schema)
  const type = literal(typeName(told(to).text('type') ?? '', schema))
  const conditions = [
    ...(there.isOnce ? [`atttypid <> ${type}::regtype`] : []),
    ...(isToCount ? [`attidentity = ''`] : []),
  ]
  const isGuarded = mayExist && conditions.length > 0
  return [
    statement(isGuarded ? where(columnNamed(id, schema, conditions.join(' AND ')), [sql]) : sql, {
      undo: back && alterText(to, from, back, id, schema),
      irreversible: there.loses ? 'What a value lost by its new type is gone.' : null,
      lock: 'ACCESS EXCLUSIVE',
      table: tableOf(id),
      hazards: hazardsOf(there, from, to),
    }),
  ]
}

/** A column of another collation keeps its rows, and its indexes are built anew. */
function hazardsOf(
  { rewrites, fails, loses }: TypeChange,
  from: CatalogObject,
  to: CatalogObject,
): readonly Hazard[] {
  const isSorted = told(from).text('collation') !== told(to).text('collation')
  return [
    ...(loses ? (['data-loss'] as const) : []),
    ...(rewrites ? (['table-rewrite'] as const) : []),
    ...(rewrites || isSorted ? (['blocks-writes', 'blocks-reads'] as const) : []),
    ...(fails ? (['fails-on-data'] as const) : []),
  ]
}

function changeOf(from: CatalogObject, to: CatalogObject, home: string): TypeChange | null {
  const [was, is] = [told(from).text('type') ?? '', told(to).text('type') ?? '']
  return typeChange(ident(from.id.name), was, is, typeName(is, home))
}

function alterText(
  from: CatalogObject,
  to: CatalogObject,
  { using, keepsDefault }: TypeChange,
  id: TableMemberId,
  home: string,
): string {
  const { text } = told(to)
  const [type, collation] = [text('type') ?? '', text('collation')]
  const [was, is] = [told(from).text('default'), text('default')]
  // The values of a generated column are computed anew.
  const isComputed = text('generated') !== null
  const isKept =
    ((using === null && keepsDefault) || isComputed) &&
    equalValues(canonicalOf(from, 'default'), canonicalOf(to, 'default'))
  const steps = [
    ...(was === null || isKept ? [] : ['DROP DEFAULT']),
    [
      `SET DATA TYPE ${typeName(type, home)}`,
      ...(collation === null ? [] : [`COLLATE ${unqualified(collation, home)}`]),
      ...(using === null || isComputed ? [] : [`USING ${using}`]),
    ].join(' '),
    ...(is === null || isKept ? [] : [`SET DEFAULT ${defaultText(is, type, home)}`]),
  ]
  const column = `ALTER COLUMN ${ident(id.name)}`
  return `${alterTableOf(id, home)} ${steps.map((step) => `${column} ${step}`).join(',\n  ')}`
}
