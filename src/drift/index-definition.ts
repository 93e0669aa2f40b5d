import type { Attributes } from '../model/catalog.ts'
import { causesOf } from './causes.ts'
import type { Difference } from './difference.ts'
import { canonicalOf, listOf, textOf } from './value.ts'
import { code } from './wording.ts'

/** What an index is, beside its name. */
export const indexAttributes = [
  'columns',
  'include',
  'operatorClasses',
  'orders',
  'nulls',
  'collations',
  'unique',
  'method',
  'predicate',
  'nullsNotDistinct',
  'valid',
  'constraint',
  'deferrable',
  'initiallyDeferred',
  'withoutOverlaps',
  'options',
]

/** Do the lines disagree on what the index is? */
export function indexDiffers({ verdicts }: Difference): boolean {
  return indexAttributes.some((attribute) => verdicts.has(attribute))
}

/** Is the history out in all of it? */
export function isHistoryAlone(difference: Difference): boolean {
  return [...causesOf(difference, indexAttributes)].every((cause) => cause === 'history')
}

/** Does it refuse doubles in any line? */
export function isUniqueAnywhere({ database, lines: { history, schema } }: Difference): boolean {
  return [database, history, schema].some((index) => index && canonicalOf(index, 'unique') === true)
}

/** The definition in short, as CREATE INDEX has it; what is as by default is left out. */
export function describeIndex(view: Attributes): string {
  const list = (attribute: string) => listOf(view[attribute] ?? null)
  const key = (column: string, index: number) => {
    const order = list('orders')[index] ?? 'ASC'
    const nulls = list('nulls')[index]
    const collation = list('collations')[index]
    const usual = order === 'DESC' ? 'FIRST' : 'LAST'
    return [
      column,
      ...(collation ? [`COLLATE ${collation}`] : []),
      list('operatorClasses')[index] ?? '',
      order === 'ASC' ? '' : order,
      nulls === undefined || nulls === usual ? '' : `NULLS ${nulls}`,
    ]
      .filter((part) => part !== '')
      .join(' ')
  }
  const options = list('options')
  const include = list('include')
  const predicate = textOf(view.predicate ?? null)
  const parts = [
    view.unique === true ? 'UNIQUE' : '',
    view.constraint === true ? 'CONSTRAINT' : '',
    `${textOf(view.method ?? null) ?? 'btree'} (${list('columns').map(key).join(', ')})`,
    include.length > 0 ? `INCLUDE (${include.join(', ')})` : '',
    view.nullsNotDistinct === true ? 'NULLS NOT DISTINCT' : '',
    view.withoutOverlaps === true ? 'WITHOUT OVERLAPS' : '',
    options.length > 0 ? `WITH (${options.join(', ')})` : '',
    predicate === null ? '' : `WHERE ${predicate}`,
    view.deferrable === true ? (view.initiallyDeferred === true ? 'INITIALLY DEFERRED' : 'DEFERRABLE') : '',
    view.valid === false ? 'INVALID' : '',
  ]
  return code(parts.filter((part) => part !== '').join(' '))
}
