import type { CatalogObject } from '../../model/catalog.ts'
import { told } from './attributes.ts'
import { isOnPartitioned, isTargetUnbuilt } from './catalog-facts.ts'
import { constraintKind, timing } from './constraints.ts'
import { keyElements } from './key-elements.ts'
import { ident, idents, qualified } from './names.ts'
import { unqualified } from './text.ts'

const clauses = (parts: readonly (string | false)[]) =>
  parts.filter((part) => part !== false && part !== '').join(' ')

export const check = constraintKind({
  body: (object, home) => {
    const { text, isSet } = told(object)
    return clauses([
      `CHECK (${unqualified(text('expression') ?? 'true', home)})`,
      isSet('noInherit') && 'NO INHERIT',
      object.attributes.enforced === false && 'NOT ENFORCED',
    ])
  },
  canWait: () => true,
  isLate: () => false,
  lock: 'ACCESS EXCLUSIVE',
  blocks: ['blocks-reads', 'blocks-writes'],
  hasTiming: false,
})

/** A partitioned table takes a foreign key that is not validated since version 18. */
export const foreignKey = constraintKind({
  body: foreignKeyBody,
  canWait: (id, situation) => !isOnPartitioned(id, situation),
  isLate: isTargetUnbuilt,
  lock: 'SHARE ROW EXCLUSIVE',
  blocks: ['blocks-writes'],
  hasTiming: true,
})

/** The index of an exclusion constraint cannot be built beforehand. */
export const exclusion = constraintKind({
  body: (object, home) => {
    const { text, list } = told(object)
    const operators = list('operators')
    const elements = keyElements(object, home).map(
      (element, at) => `${element} WITH ${unqualified(operators[at] ?? '=', home)}`,
    )
    return clauses([
      `EXCLUDE USING ${text('method')} (${elements.join(', ')})`,
      list('include').length > 0 && `INCLUDE ${idents(list('include'))}`,
      list('options').length > 0 && `WITH (${list('options').join(', ')})`,
      text('predicate') !== null && `WHERE (${unqualified(text('predicate') ?? '', home)})`,
      timing(object),
    ])
  },
  canWait: () => false,
  isLate: () => false,
  lock: 'ACCESS EXCLUSIVE',
  blocks: ['blocks-reads', 'blocks-writes'],
  hasTiming: false,
})

function foreignKeyBody(key: CatalogObject, home: string): string {
  const { text, list, isSet } = told(key)
  const columns = (names: readonly string[]) =>
    `(${names.map((name, at) => (isSet('period') && at === names.length - 1 ? 'PERIOD ' : '') + ident(name)).join(', ')})`
  const target = qualified({ schema: text('targetSchema') ?? '', name: text('targetTable') ?? '' }, home)
  const deleted = list('onDeleteColumns')
  return clauses([
    `FOREIGN KEY ${columns(list('columns'))} REFERENCES ${target}${columns(list('targetColumns'))}`,
    text('match') !== 'SIMPLE' && `MATCH ${text('match')}`,
    `ON DELETE ${text('onDelete')}`,
    deleted.length > 0 && idents(deleted),
    `ON UPDATE ${text('onUpdate')}`,
    timing(key),
    key.attributes.enforced === false && 'NOT ENFORCED',
  ])
}
