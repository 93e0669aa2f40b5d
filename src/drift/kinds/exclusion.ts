import type { CatalogObject } from '../../model/catalog.ts'
import { canonicalOf } from '../value.ts'
import { type Traits, undeclarable } from './traits.ts'

const kept = ['columns', 'operators', 'method', 'predicate', 'operatorClasses', 'collations']
const structure = (exclusion: CatalogObject) =>
  JSON.stringify(kept.map((attribute) => canonicalOf(exclusion, attribute)))
const name = (exclusion: CatalogObject) => exclusion.id.name

/** An exclusion constraint: by what it keeps apart, then by name. */
export const exclusionTraits: Traits = {
  ...undeclarable('exclusion'),
  signatures: [(exclusion) => JSON.stringify([structure(exclusion), name(exclusion)]), structure, name],
}
