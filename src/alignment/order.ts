import { canonicalOf, listOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { compareObjects, compareText, type ObjectKind, objectKey } from '../model/object.ts'
import { tokenize } from '../model/tokens.ts'

/** What is made first where nothing else decides. */
const ranks: readonly ObjectKind[] = [
  'schema',
  'extension',
  'collation',
  'enum',
  'composite',
  'domain',
  'range',
  'sequence',
  'function',
  'table',
  'column',
  'primary-key',
  'unique',
  'index',
  'check',
  'exclusion',
  'foreign-key',
  'view',
  'materialized-view',
  'trigger',
  'policy',
]

const rankOf = ({ id }: CatalogObject): number => ranks.indexOf(id.kind)

/**
 * Orders objects so that each comes after what it needs: its parent, and whatever its texts name. What needs each
 * other in a circle comes in the order of kinds.
 */
export function inOrder(objects: readonly CatalogObject[]): readonly CatalogObject[] {
  const sorted = objects.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      compareText(a.parent ?? '', b.parent ?? '') ||
      placeOf(a) - placeOf(b) ||
      compareObjects(a.id, b.id),
  )
  const byKey = new Map(sorted.map((object) => [objectKey(object.id), object]))
  const byName = new Map<string, CatalogObject[]>()
  for (const object of sorted) {
    const name = nameInText(object)
    if (name !== null) byName.set(name, [...(byName.get(name) ?? []), object])
  }
  const done = new Set<CatalogObject>()
  const result: CatalogObject[] = []
  const visit = (object: CatalogObject) => {
    if (done.has(object)) return
    done.add(object)
    for (const needed of needs(object)) visit(needed)
    result.push(object)
  }
  for (const object of sorted) visit(object)
  return result

  function needs(object: CatalogObject): readonly CatalogObject[] {
    const parent = object.parent === null ? undefined : byKey.get(object.parent)
    const named = namesIn(object).flatMap((name) => byName.get(name) ?? [])
    const isLater = (other: CatalogObject) => object.id.kind === 'table' && rankOf(other) > rankOf(object)
    return [...(parent ? [parent] : []), ...named.filter((other) => other !== object && !isLater(other))]
  }
}

function placeOf({ hints }: CatalogObject): number {
  return hints?.position ?? 0
}

/** How Postgres prints the object in the text of another, with an empty search path. */
function nameInText({ id }: CatalogObject): string | null {
  if (!('schema' in id) || 'table' in id) return null
  const name = id.kind === 'function' ? id.name.slice(0, id.name.indexOf('(')) : id.name
  return JSON.stringify([id.schema, name])
}

/** The qualified names in an object's texts; a body that is only read when it is called names nothing. */
function namesIn(object: CatalogObject): readonly string[] {
  const isOpaque =
    object.id.kind === 'function' && !/^\s*(?:RETURN\b|BEGIN ATOMIC\b)/i.test(String(object.attributes.body))
  const names = Object.keys(object.attributes)
    .filter((name) => name !== 'comment' && !(isOpaque && name === 'body'))
    .flatMap((name) => listOf(object.attributes[name] ?? null))
    .flatMap(qualifiedNames)
  const { targetSchema, targetTable } = object.attributes
  const target =
    targetTable === undefined
      ? []
      : [JSON.stringify([canonicalOf(object, 'targetSchema') ?? targetSchema, targetTable])]
  return [...names, ...target]
}

function qualifiedNames(text: string): readonly string[] {
  if (!text.includes('.')) return []
  const tokens = tokenize(text)
  return tokens.flatMap((token, at) => {
    if (token.kind === 'literal') return qualifiedNames(token.text.slice(1, -1))
    const [dot, member] = [tokens[at + 1], tokens[at + 2]]
    if (dot?.text !== '.' || !member || !isName(token.kind) || !isName(member.kind)) return []
    return [JSON.stringify([plain(token.text), plain(member.text)])]
  })
}

function isName(kind: string): boolean {
  return kind === 'word' || kind === 'name'
}

function plain(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
}
