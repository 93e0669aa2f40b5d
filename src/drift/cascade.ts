import type { AttributeValue } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import { columnType, enumId } from './client-types.ts'
import type { Difference } from './difference.ts'
import { counterOf } from './kinds/column.ts'
import { sideOf } from './presence.ts'
import type { Explanation, RuleContext } from './rule.ts'
import { canonicalOf, textOf } from './value.ts'

const ownTypes = ['enum', 'domain', 'composite', 'range'] as const

/** The finding that a type, as a column has it, is missing or extra; null where there is none. */
export function typeFinding(type: AttributeValue, { find }: RuleContext): Explanation | null {
  const id = enumId(columnType(type).base)
  if (id === null) return null
  const { schema, name } = id
  for (const kind of ownTypes) {
    const found = find(objectKey({ kind, schema, name }))
    const side = found && sideOf(found)
    if (found && side) return { rule: `${kind}-${side}`, object: found.id }
  }
  return null
}

/** The finding about a column or table that explains why the sequence that it draws from is missing or extra. */
export function drawnBy(difference: Difference, context: RuleContext): Explanation | null {
  const { id } = difference
  const side = sideOf(difference)
  const { deployed, production, history } = context.drift.catalogs
  if (!('schema' in id) || side === null) return null
  for (const catalog of [deployed ?? production, history]) {
    for (const [key, column] of catalog?.objects ?? []) {
      if (column.id.kind !== 'column' || !drawsFrom(textOf(canonicalOf(column, 'default')), id)) continue
      const table = column.parent === null ? null : context.find(column.parent)
      if (table && sideOf(table) === side) return { rule: `table-${side}`, object: table.id }
      const found = context.find(key)
      if (found && sideOf(found) === side) return { rule: `column-${side}`, object: found.id }
      if (found?.verdicts.has('default')) return { rule: counting(found, context), object: found.id }
    }
  }
  return null
}

/**
 * Is this a sequence that a column draws from in one line and only owns in the other? It is part of the column, whose
 * own finding tells of it.
 */
export function isLeftOver({ database, lines: { history } }: Difference, { find }: RuleContext): boolean {
  return [database, history].some((sequence) => {
    const owner = sequence?.parent ? find(sequence.parent) : null
    return owner?.id.kind === 'column' && owner.verdicts.has('default')
  })
}

function drawsFrom(text: string | null, { schema, name }: { schema: string; name: string }): boolean {
  const drawn = text === null ? null : /nextval\('((?:[^']|'')*)'::regclass\)/.exec(text)?.[1]
  const sequence = drawn ? enumId(drawn.replaceAll("''", "'")) : null
  return sequence?.schema === schema && sequence.name === name
}

/** The rule that tells of another default of a column that counts up. */
function counting({ key, database, lines }: Difference, { ids }: RuleContext) {
  if (ids.has(key)) return 'id-strategy'
  const isIdentity = [database, lines.history].some((column) => column && counterOf(column) === 'identity')
  return isIdentity ? 'column-identity' : 'column-default'
}
