import type { ObjectId, ObjectKind } from '../../model/object.ts'
import type { Attribute } from '../psl/syntax.ts'
import { alignArguments, type WantedArguments } from './arguments.ts'
import { setAttribute } from './attributes.ts'
import { addBlockAttribute, removeBlockAttribute } from './block-attributes.ts'
import { type DeclaredKey, declaredKeys, pairKeys } from './declared-keys.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'
import { fieldsArgument, type Words } from './words.ts'

export const keyKinds: ReadonlySet<ObjectKind> = new Set(['primary-key', 'unique', 'index'])

/** Makes a model declare this key, unique or index as the pulled model does; not at all where that one does not. */
export function alignKey(
  own: OutlineBlock,
  pulled: OutlineBlock,
  object: ObjectId,
  columns: readonly string[],
  words: Words,
): readonly TextEdit[] {
  const theirs = declaredKeys(pulled)
  const keys = declaredKeys(own)
  const pairs = pairKeys(keys, theirs)
  const wanted = pulledKey(theirs, object, columns)
  const left = ownKey(keys, object, columns)
  const isPaired = left !== null && [...pairs.values()].includes(left)
  // `db pull` writes one of two that are alike.
  const isDouble = left !== null && left.name === object.name && wanted?.name !== object.name && !isPaired
  if (!wanted || isDouble) return left && !isPaired ? takeOut(own, left) : []
  const existing = pairs.get(wanted)
  return existing ? changeKey(own, pulled, existing, wanted, words) : addKey(own, pulled, wanted, words)
}

/** The pulled key, unique or index of this name; else the only one over these columns. */
export function pulledKey(
  pulled: readonly DeclaredKey[],
  { name }: ObjectId,
  columns: readonly string[],
): DeclaredKey | null {
  const same = pulled.filter((key) => isOver(key, columns))
  return pulled.find((key) => key.name === name) ?? (same.length === 1 ? (same[0] ?? null) : null)
}

/** The key, unique or index of a model that has this name, else the one over these columns. */
export function ownKey(
  own: readonly DeclaredKey[],
  { kind, name }: ObjectId,
  columns: readonly string[],
): DeclaredKey | null {
  const isPrimary = kind === 'primary-key'
  const keys = own.filter(({ attribute }) => (attribute.name === 'id') === isPrimary)
  return keys.find((key) => key.name === name) ?? keys.find((key) => isOver(key, columns)) ?? null
}

function isOver(key: DeclaredKey, columns: readonly string[]): boolean {
  return key.columns.join('\n') === columns.join('\n')
}

/** Gives a key, unique or index the name that it has in the pulled model. */
export function alignKeyNames(own: OutlineBlock, pulled: OutlineBlock, words: Words): readonly TextEdit[] {
  return [...pairKeys(declaredKeys(own), declaredKeys(pulled))].flatMap(([wanted, existing]) =>
    wanted.name === existing.name || wanted.columns.join('\n') !== existing.columns.join('\n')
      ? []
      : changeKey(own, pulled, existing, wanted, words),
  )
}

function changeKey(
  own: OutlineBlock,
  pulled: OutlineBlock,
  existing: DeclaredKey,
  wanted: DeclaredKey,
  words: Words,
): readonly TextEdit[] {
  const sameColumns = existing.columns.join('\n') === wanted.columns.join('\n')
  const sameKind = existing.attribute.name === wanted.attribute.name
  const stays = sameKind && (sameColumns || (existing.field === null && wanted.field === null))
  if (!stays) return [...takeOut(own, existing), ...addKey(own, pulled, wanted, words)]
  const args = existing.field ? onField(pulled, wanted, words) : onModel(pulled, wanted, words)
  // Of an index `name` is an older word for `map`; of the others it is what the client calls the key.
  const keep = (name: string) => name === 'name' && !existing.field && existing.attribute.name !== 'index'
  return alignArguments(own, existing.attribute, args, existing.field ? '' : 'fields', keep)
}

/** Takes a key, unique or index out, from its field or from the model. */
export function takeOut(own: OutlineBlock, { attribute, field }: DeclaredKey): readonly TextEdit[] {
  return field ? setAttribute(own, field, attribute, null) : removeBlockAttribute(own, attribute)
}

function addKey(
  own: OutlineBlock,
  pulled: OutlineBlock,
  wanted: DeclaredKey,
  words: Words,
): readonly TextEdit[] {
  if (!wanted.field) return [addBlockAttribute(own, blockText(pulled, wanted, words))]
  const [column = ''] = wanted.columns
  const field = own.columns.get(column)
  return field ? setAttribute(own, field, null, words.attribute(pulled, wanted.field, wanted.attribute)) : []
}

function blockText(pulled: OutlineBlock, wanted: DeclaredKey, words: Words): string {
  const args = [...onModel(pulled, wanted, words)].map(([name, value], at) =>
    at === 0 ? value : `${name}: ${value}`,
  )
  return `@@${wanted.attribute.name}(${args.join(', ')})`
}

/** What an index says of a column, and a field with an index of its own. */
const ofColumn = ['length', 'sort', 'ops']

function onField(pulled: OutlineBlock, { attribute, field }: DeclaredKey, words: Words): WantedArguments {
  const named = new Map(argumentsOf(pulled, attribute, words))
  if (field) return named
  const only = fieldsArgument(attribute)
  const [item] = only?.kind === 'array' ? only.items : []
  const own = item?.kind === 'call' ? item.args : []
  named.delete('fields')
  const more = own.flatMap(({ name, value }): readonly [string, string][] =>
    name ? [[name.text, words.value(pulled, null, attribute, value)]] : [],
  )
  return new Map([...named, ...more])
}

function onModel(pulled: OutlineBlock, { attribute, field }: DeclaredKey, words: Words): WantedArguments {
  const named = argumentsOf(pulled, attribute, words)
  if (!field) return new Map(named)
  const inside = named.filter(([name]) => ofColumn.includes(name))
  const own = words.member(pulled, field.name.text)
  const item = inside.length > 0 ? `${own}(${inside.map((each) => each.join(': ')).join(', ')})` : own
  return new Map([['fields', `[${item}]`], ...named.filter(([name]) => !ofColumn.includes(name))])
}

function argumentsOf(
  pulled: OutlineBlock,
  attribute: Attribute,
  words: Words,
): readonly (readonly [string, string])[] {
  return attribute.args
    .filter(({ name }) => name?.text !== 'name')
    .map(({ name, value }) => [name?.text ?? 'fields', words.value(pulled, null, attribute, value)] as const)
}
