import { argumentValue, findAttribute, stringOf } from '../psl/query.ts'
import type { Attribute } from '../psl/syntax.ts'

/** The text of `@map("…")` or `@@map("…")`; null without one. */
export function mapped(attributes: readonly Attribute[]): string | null {
  return nameArgument(findAttribute(attributes, 'map'), 'name')
}

/** The string an attribute names something with, its argument's name written or not. */
export function nameArgument(attribute: Attribute | null, name: string): string | null {
  return attribute && stringOf(argumentValue(attribute, name, true))
}
