import { argumentValue, blockAttributes, fieldsOf, namesOf, stringOf } from '../psl/query.ts'
import type { Attribute, Field } from '../psl/syntax.ts'
import { columnsNamed, type OutlineBlock } from './outline.ts'
import { fieldsArgument } from './words.ts'

/** A key, unique or index as it is written: on a field, or on the model. */
export interface DeclaredKey {
  readonly attribute: Attribute
  readonly field: Field | null
  readonly columns: readonly string[]
  /** What it is called in the database. */
  readonly name: string
}

const suffixes: Readonly<Record<string, string>> = { id: '_pkey', unique: '_key', index: '_idx' }

/** The keys, uniques and indexes of a model, in the order of the file. */
export function declaredKeys(model: OutlineBlock): readonly DeclaredKey[] {
  const onFields = fieldsOf(model.block).flatMap((field) =>
    field.attributes
      .filter(({ name }) => name === 'id' || name === 'unique')
      .map((attribute) => ({ attribute, field, names: [field.name.text] })),
  )
  const onModel = blockAttributes(model.block)
    .filter(({ name }) => name in suffixes)
    .map((attribute) => ({ attribute, field: null, names: namesOf(fieldsArgument(attribute)) }))
  return [...onFields, ...onModel].map(({ attribute, field, names }) => {
    const columns = columnsNamed(model, names)
    const older = attribute.name === 'index' ? argumentValue(attribute, 'name') : null
    const map = stringOf(argumentValue(attribute, 'map') ?? older)
    return { attribute, field, columns, name: map ?? defaultName(model.object, columns, attribute.name) }
  })
}

/**
 * Which of the pulled keys each own one is: the one of its name, else one of its kind over the same columns, else
 * any over the same columns.
 */
export function pairKeys(
  own: readonly DeclaredKey[],
  pulled: readonly DeclaredKey[],
): ReadonlyMap<DeclaredKey, DeclaredKey> {
  const pairs = new Map<DeclaredKey, DeclaredKey>()
  const free = new Set(own)
  const pair = (alike: (one: DeclaredKey, other: DeclaredKey) => boolean) => {
    for (const key of pulled) {
      const found = pairs.has(key) ? undefined : [...free].find((each) => alike(each, key))
      if (!found) continue
      pairs.set(key, found)
      free.delete(found)
    }
  }
  const sameKind = (one: DeclaredKey, other: DeclaredKey) => one.attribute.name === other.attribute.name
  const sameColumns = (one: DeclaredKey, other: DeclaredKey) =>
    one.columns.join('\n') === other.columns.join('\n')
  pair((one, other) => one.name === other.name && sameColumns(one, other))
  pair((one, other) => sameKind(one, other) && one.attribute.name === 'id')
  pair((one, other) => one.name === other.name)
  pair((one, other) => sameKind(one, other) && sameColumns(one, other))
  pair(
    (one, other) => one.attribute.name !== 'id' && other.attribute.name !== 'id' && sameColumns(one, other),
  )
  return pairs
}

/** As Prisma names it, cut to the 63 bytes that Postgres takes. */
function defaultName(table: string, columns: readonly string[], kind: string): string {
  const suffix = suffixes[kind] ?? ''
  const stem = kind === 'id' ? table : [table, ...columns].join('_')
  return cut(stem, 63 - suffix.length) + suffix
}

function cut(text: string, bytes: number): string {
  let end = text.length
  while (Buffer.byteLength(text.slice(0, end)) > bytes) end -= 1
  return text.slice(0, end)
}
