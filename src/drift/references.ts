import type { CatalogObject } from '../model/catalog.ts'
import type { ObjectId } from '../model/object.ts'
import { tokenize } from '../model/tokens.ts'
import type { Difference } from './difference.ts'
import { nameOfToken } from './renames/respell.ts'
import { canonicalOf, ownName, textOf } from './value.ts'

/** The names that an object's texts hold, in any line: bare, and `schema.name` where they stand so. */
export interface Words {
  readonly all: ReadonlySet<string>
  /** Without those of types, where the object is a column: its type may bear the name of another column. */
  readonly expressions: ReadonlySet<string>
}

/** Reads what an object mentions. Of a function only the types it takes and gives: nobody looks into its body. */
export function wordsOf({ id, lines }: Difference): Words {
  const objects = Object.values(lines).filter((object) => object !== null)
  if (id.kind === 'function') {
    const all = wordsIn(objects.flatMap(signature))
    return { all, expressions: all }
  }
  const texts = (names: (name: string) => boolean) =>
    wordsIn(objects.flatMap((object) => Object.keys(object.attributes).filter(names).map(textIn(object))))
  const all = texts((name) => !free.has(name))
  return {
    all,
    expressions: id.kind === 'column' ? texts((name) => !free.has(name) && name !== 'type') : all,
  }
}

/** What is no SQL. */
const free = new Set(['comment', 'labels'])

/**
 * Do these words mention an object, under any of its names? All but columns are mentioned with their schema, a
 * column with its table, or on its own where it is of the same one.
 */
export function mentions({ all, expressions }: Words, home: string | null, other: Difference): boolean {
  const { id } = other
  const names = wordsFor(other)
  if (id.kind !== 'column') return names.some((name) => all.has(name))
  const isNear = home === other.parent || all.has(qualified(id.schema, id.table))
  return isNear && names.some((name) => expressions.has(name))
}

/** The words by which an object is mentioned: of a column its names, of anything else those with its schema. */
export function wordsFor({ id, lines }: Difference): readonly string[] {
  const own = Object.values(lines).flatMap((object) => (object ? [ownName(object)] : []))
  const names = [...new Set([id.name, ...own].map((name) => bareName({ ...id, name })))]
  return 'schema' in id && id.kind !== 'column' ? names.map((name) => qualified(id.schema, name)) : names
}

function wordsIn(texts: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const text of texts) {
    let previous = ''
    let isQualified = false
    for (const token of tokenize(text)) {
      const name = nameOfToken(token)
      if (name !== null) {
        words.add(name)
        if (isQualified) words.add(qualified(previous, name))
        previous = name
      }
      isQualified = token.text === '.'
    }
  }
  return words
}

function qualified(schema: string, name: string): string {
  return JSON.stringify([schema, name])
}

function textIn(object: CatalogObject): (attribute: string) => string {
  return (attribute) => textOf(canonicalOf(object, attribute)) ?? ''
}

function signature({ id, attributes }: CatalogObject): readonly string[] {
  return [id.name.slice(id.name.indexOf('(')), textOf(attributes.returns ?? null) ?? '']
}

/** A function's name without the types it takes. */
function bareName({ kind, name }: ObjectId): string {
  return kind === 'function' ? name.replace(/\(.*$/s, '') : name
}
