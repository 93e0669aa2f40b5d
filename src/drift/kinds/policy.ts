import type { CatalogObject } from '../../model/catalog.ts'
import { canonicalOf } from '../value.ts'
import { type Traits, undeclarable } from './traits.ts'

const name = (object: CatalogObject) => object.id.name
const definition = (object: CatalogObject) =>
  JSON.stringify(
    ['permissive', 'command', 'roles', 'using', 'check'].map((attribute) => canonicalOf(object, attribute)),
  )

/** A policy: by its name, then by what it says, so that one that was renamed is still the same. */
export const policyTraits: Traits = { ...undeclarable('policy'), signatures: [name, definition] }
