import type { Attributes, AttributeValue, CatalogObject } from '../model/catalog.ts'

/** The value to compare: the canonical text where there is one. An attribute that is not there is null. */
export function canonicalOf(object: CatalogObject, attribute: string): AttributeValue {
  const canonical = object.canonical[attribute]
  return canonical === undefined ? (object.attributes[attribute] ?? null) : canonical
}

/** The value as Postgres prints it, for a report. */
export function printOf(object: CatalogObject, attribute: string): AttributeValue {
  return object.attributes[attribute] ?? object.canonical[attribute] ?? null
}

/** What its line calls an object that is told in the names of another line. */
export function ownName(object: CatalogObject): string {
  return textOf(canonicalOf(object, 'name')) ?? object.id.name
}

/** Equality of values; lists are equal when their elements are, in order. */
export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  if (a === b) return true
  if (!isList(a) || !isList(b) || a.length !== b.length) return false
  return a.every((element, index) => element === b[index])
}

/** Is there nothing in name or attributes to tell the two apart? */
export function identical(a: CatalogObject, b: CatalogObject): boolean {
  if (a === b) return true
  if (a.id.name !== b.id.name || a.id.kind !== b.id.kind) return false
  if (a.attributes === b.attributes && a.canonical === b.canonical) return true
  for (const name in a.attributes) if (!equalValues(canonicalOf(a, name), canonicalOf(b, name))) return false
  for (const name in a.canonical) if (!equalValues(canonicalOf(a, name), canonicalOf(b, name))) return false
  for (const name in b.canonical) if (!equalValues(canonicalOf(a, name), canonicalOf(b, name))) return false
  return true
}

/**
 * The attributes of an object for a report, beside those of `other`: what means the same is put in the words of
 * that one, so that only what differs looks different.
 */
export function inWordsOf(object: CatalogObject, other: CatalogObject | null): Attributes {
  if (!other || other === object) return object.attributes
  const told = Object.entries(object.attributes).map(([name, own]) => {
    const isSame =
      name in other.attributes && equalValues(canonicalOf(object, name), canonicalOf(other, name))
    return [name, isSame ? printOf(other, name) : own] as const
  })
  return Object.fromEntries(told)
}

/** A value as a list of texts: null is empty, a single value a list of one. */
export function listOf(value: AttributeValue): readonly string[] {
  if (value === null) return []
  return isList(value) ? value : [String(value)]
}

/** A value as a text; null stays null. */
export function textOf(value: AttributeValue): string | null {
  return value === null ? null : isList(value) ? value.join(', ') : String(value)
}

function isList(value: AttributeValue): value is readonly string[] {
  return Array.isArray(value)
}
