import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { listOf, textOf } from '../value.ts'
import { exclusionViolation } from '../violations.ts'

export const exclusionDefinition = definitionRule({
  id: 'exclusion-definition',
  kinds: ['exclusion'],
  noun: () => 'exclusion constraint',
  attributes: {
    columns: 'columns',
    operators: 'operators',
    operatorClasses: 'operator classes',
    collations: 'collations',
    include: 'stored columns',
    method: 'method',
    predicate: 'condition',
    deferrable: 'moment',
    initiallyDeferred: 'moment',
    options: 'storage parameters',
  },
  describe,
  circumstance: () => 'default',
  consequence: () =>
    `A \`create\` or \`update\` that the one takes and the other does not fails with ${exclusionViolation}. \`prisma migrate dev\` does not see the difference.`,
})

function describe(view: Attributes): string {
  const list = (attribute: string) => listOf(view[attribute] ?? null)
  const elements = list('columns').map((column, index) => {
    const collation = list('collations')[index]
    const collated = collation ? `${column} COLLATE ${collation}` : column
    const named = [collated, list('operatorClasses')[index] ?? ''].filter((part) => part !== '').join(' ')
    return `${named} WITH ${list('operators')[index] ?? ''}`
  })
  const predicate = textOf(view.predicate ?? null)
  const parts = [
    `EXCLUDE USING ${textOf(view.method ?? null)} (${elements.join(', ')})`,
    list('include').length > 0 ? `INCLUDE (${list('include').join(', ')})` : '',
    list('options').length > 0 ? `WITH (${list('options').join(', ')})` : '',
    predicate === null ? '' : `WHERE ${predicate}`,
    view.deferrable === true ? (view.initiallyDeferred === true ? 'INITIALLY DEFERRED' : 'DEFERRABLE') : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}
