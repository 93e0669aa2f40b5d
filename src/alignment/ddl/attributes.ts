import { joinForm } from '../../drift/join-tables.ts'
import { canonicalOf, equalValues, listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'

/** What the catalog says of an object, each attribute in the form in which it is printed. */
export interface Told {
  /** Null where it has none. */
  readonly text: (attribute: string) => string | null
  readonly list: (attribute: string) => readonly string[]
  readonly isSet: (attribute: string) => boolean
}

/** Reads the attributes of an object. */
export function told({ attributes }: CatalogObject): Told {
  return {
    text: (attribute) => textOf(attributes[attribute] ?? null),
    list: (attribute) => listOf(attributes[attribute] ?? null),
    isSet: (attribute) => attributes[attribute] === true,
  }
}

/** The names of an object's attributes, with what is told of it beside what the catalog says. */
export function attributeNames({ attributes, canonical }: CatalogObject): readonly string[] {
  return [...Object.keys(attributes), ...(joinForm in canonical ? [joinForm] : [])]
}

/** The attributes in which one object means other than another, but for `comment` and `grants`. */
export function differing(from: CatalogObject, to: CatalogObject): ReadonlySet<string> {
  return new Set(
    attributeNames(to).filter(
      (name) =>
        name !== 'comment' &&
        name !== 'grants' &&
        !equalValues(canonicalOf(from, name), canonicalOf(to, name)),
    ),
  )
}

/** Does nothing differ but these? */
export function onlyDiffers(attributes: ReadonlySet<string>, names: readonly string[]): boolean {
  return [...attributes].every((name) => names.includes(name))
}
