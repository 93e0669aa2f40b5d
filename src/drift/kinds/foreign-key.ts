import type { CatalogObject } from '../../model/catalog.ts'
import { canonicalOf } from '../value.ts'
import type { Traits } from './traits.ts'

const linked = ['columns', 'targetSchema', 'targetTable', 'targetColumns']
const link = (object: CatalogObject): string =>
  JSON.stringify(linked.map((attribute) => canonicalOf(object, attribute)))
const name = (object: CatalogObject) => object.id.name

/** A foreign key: by the columns it links and what it links them to, then by name. */
export const foreignKeyTraits: Traits = {
  family: 'foreign-key',
  signatures: [(object) => JSON.stringify([link(object), name(object)]), link, name],
  declarable: () => true,
  expressible: {
    validated: 'silent',
    enforced: 'silent',
    deferrable: 'silent',
    initiallyDeferred: 'silent',
    match: 'silent',
    onDeleteColumns: 'silent',
    period: 'silent',
  },
}
