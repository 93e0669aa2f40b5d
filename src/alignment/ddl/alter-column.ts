import { canonicalOf, equalValues } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { alterType } from './alter-type.ts'
import { told } from './attributes.ts'
import { counterOf } from './counter.ts'
import {
  alterCounter,
  changesCounter,
  dropCounter,
  makeCounter,
  ownSequence,
  swapCounter,
} from './counters.ts'
import type { Alteration } from './kind.ts'
import { alterTableOf, ident, tableOf } from './names.ts'
import { allowNull, requireValue } from './not-null.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { defaultText } from './text.ts'

/**
 * Type, collation, NOT NULL, default and what counts a column up. A column becomes generated, or plain again, or is
 * generated otherwise, only by making it anew, with its values.
 */
export function alterColumn(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
  differs: ReadonlySet<string>,
): Alteration {
  if (differs.has('generated') || differs.has('generatedKind')) return situation.live ? null : 'anew'
  const isRetyped = differs.has('type') || differs.has('collation')
  const [was, is] = [counterOf(from), counterOf(to)]
  const isSwapped = was.kind !== is.kind
  const owned = isSwapped && !isRetyped ? ownSequence(from, to, id, situation) : null
  const isReplaced = isSwapped && was.kind !== 'none' && is.kind !== 'none'
  const isDropped = isSwapped && owned === null && is.kind === 'none'
  const isMade = isSwapped && owned === null && was.kind === 'none'
  const isStricter = differs.has('nullable') && to.attributes.nullable === false
  const plain = withoutCounter(from, to)
  // A new type brings its default along, and a counter takes the place of one.
  const isDefaultOpen = !isRetyped && !isMade && owned === null
  const isCounted = is.kind === 'identity' && isMade
  const retyped = isRetyped ? alterType(plain.from, plain.to, id, situation, isCounted) : []
  if (retyped === null) return null
  const isOtherDefault = !equalValues(canonicalOf(plain.from, 'default'), canonicalOf(plain.to, 'default'))
  return [
    ...(isDropped ? dropCounter(from, id, situation) : []),
    ...retyped,
    ...(isStricter ? requireValue(id, situation) : []),
    ...(differs.has('nullable') && !isStricter && !isReplaced ? [allowNull(id, situation)] : []),
    ...(isDefaultOpen && isOtherDefault ? [alterDefault(plain.from, plain.to, id, situation)] : []),
    ...(isReplaced ? swapCounter(from, to, id, situation) : []),
    ...(differs.has('nullable') && !isStricter && isReplaced ? [allowNull(id, situation)] : []),
    ...(owned ?? []),
    ...(isMade
      ? late(makeCounter(isRetyped ? plain.to : from, to, id, situation), isStricter && situation.live)
      : []),
    ...(!isSwapped && (changesCounter(was, is) || differs.has('type'))
      ? alterCounter(from, to, id, situation)
      : []),
  ]
}

/** An identity wants NOT NULL first. */
function late(statements: readonly Statement[], isLate: boolean): readonly Statement[] {
  return isLate ? statements.map((each) => ({ ...each, part: 'finish' })) : statements
}

/** The columns as they are between the counter that goes and the one that comes. */
function withoutCounter(from: CatalogObject, to: CatalogObject) {
  const bare = (column: CatalogObject): CatalogObject =>
    counterOf(column).kind === 'none'
      ? column
      : {
          ...column,
          attributes: { ...column.attributes, default: null, identity: null, sequence: null },
          canonical: { ...column.canonical, default: null },
        }
  return { from: bare(from), to: bare(to) }
}

function alterDefault(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema }: Situation,
): Statement {
  const set = (column: CatalogObject) => {
    const { text } = told(column)
    const value = text('default')
    const clause =
      value === null ? 'DROP DEFAULT' : `SET DEFAULT ${defaultText(value, text('type') ?? '', schema)}`
    return `${alterTableOf(id, schema)} ALTER COLUMN ${ident(id.name)} ${clause}`
  }
  return statement(set(to), { undo: set(from), lock: 'ACCESS EXCLUSIVE', table: tableOf(id) })
}
