import type { Facet } from '../../model/plan.ts'
import { findAttribute } from '../psl/query.ts'
import type { Attribute, Field } from '../psl/syntax.ts'
import { isNative, setAttributes } from './attributes.ts'
import { retype } from './columns.ts'
import { defaultFits, wantedDefault } from './default-value.ts'
import type { PlacedField } from './relation-pairs.ts'
import type { TextEdit } from './text-edits.ts'
import type { Words } from './words.ts'

/**
 * Makes a field say of these facets what the pulled field says. Its name, comments, place and all other attributes
 * stay, but for those that the new type cannot have.
 */
export function alignField(
  own: PlacedField,
  pulled: PlacedField,
  facets: readonly Facet[],
  words: Words,
): readonly TextEdit[] {
  const { model, field } = own
  const has = (facet: Facet) => facets.includes(facet)
  const existing = findAttribute(field.attributes, 'default')
  const updatedAt = findAttribute(field.attributes, 'updatedAt')
  const isTime = pulled.field.type?.name === 'DateTime' && !pulled.field.type.list
  const defaultAsked =
    has('default') || (has('type') && existing && !defaultFits(existing, field, pulled.field))
  const typed = alignType(own, pulled, has('type'), has('optional'), words)
  const [first] = typed
  const grown = first ? first.text.length - (first.end - first.start) : 0
  const changes = [
    ...(has('type') ? [{ existing: nativeType(field), wanted: nativeText(pulled, words) }] : []),
    ...(defaultAsked ? [{ existing, wanted: wantedDefault(own, pulled, words) }] : []),
    ...(has('type') && !isTime ? [{ existing: updatedAt, wanted: null }] : []),
  ]
  return [...typed, ...setAttributes(model, field, changes, grown)]
}

function alignType(
  { model, field }: PlacedField,
  pulled: PlacedField,
  type: boolean,
  optional: boolean,
  words: Words,
): readonly TextEdit[] {
  const [from, to] = [field.type, pulled.field.type]
  if (!from || !to) return []
  // A list is never optional, so that nothing is known of what it was instead of one.
  const isOptional = (optional || (type && from.list) ? to : from).optional
  const list = (type ? to : from).list
  const name = type ? words.type(to, { list: false, optional: false }) : from.name
  return retype(model, field, `${name}${list ? '[]' : isOptional ? '?' : ''}`)
}

function nativeType({ attributes }: Field): Attribute | null {
  return attributes.find(({ name }) => isNative(name)) ?? null
}

function nativeText({ model, field }: PlacedField, words: Words): string | null {
  const found = nativeType(field)
  return found && words.attribute(model, field, found)
}
