import type { CatalogObject } from '../../model/catalog.ts'
import { canonicalOf, textOf } from '../value.ts'
import { type Traits, undeclarable } from './traits.ts'

const text = (check: CatalogObject) => textOf(canonicalOf(check, 'expression')) ?? ''
const name = (check: CatalogObject) => check.id.name

/** A check: by what it says, then by name. */
export const checkTraits: Traits = {
  ...undeclarable('check'),
  signatures: [(check) => JSON.stringify([text(check), name(check)]), text, name],
}
