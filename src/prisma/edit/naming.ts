import { singular } from '../../model/inflect.ts'
import { camelCase, pascalCase } from '../../model/letter-case.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import { type RelationStyle, relationStyle } from './relation-names.ts'
import { isReserved } from './reserved.ts'

/** How this schema names things: what a person here would call a new field, value, model or enum. */
export interface Naming {
  /** The name of a field. @param name as `db pull` gives it */
  readonly field: (model: OutlineBlock | null, name: string) => string
  /** The name of a model or enum. @param pulled as it was pulled */
  readonly block: (pulled: OutlineBlock) => string
  /** The name of an enum's value. @param name as `db pull` gives it */
  readonly value: (own: OutlineBlock | null, name: string) => string
  readonly relations: RelationStyle
}

/** Learns from the names that are there, of the same block first and of the whole schema then. */
export function namingOf(outline: Outline): Naming {
  const models = outline.blocks.filter(({ block }) => /^(?:model|view)$/.test(block.keyword.text))
  const enums = outline.blocks.filter(({ block }) => block.keyword.text === 'enum')
  const camelFields = mostly(models.flatMap(fieldVotes)) ?? mostly(models.map(isMapped)) === true
  const screams = mostly(enums.flatMap(valueVotes))
  const nameModel = blockNaming(models.length > 0 ? models : enums)
  const nameEnum = blockNaming(enums.length > 0 ? enums : models)
  return {
    field: (model, name) => (((model && mostly(fieldVotes(model))) ?? camelFields) ? camelCase(name) : name),
    block: (pulled) => (pulled.block.keyword.text === 'enum' ? nameEnum : nameModel)(pulled),
    value: (own, name) => (((own && mostly(valueVotes(own))) ?? screams) ? name.toUpperCase() : name),
    relations: relationStyle(outline),
  }
}

/** What more than half of the votes say; null without any. */
function mostly(votes: readonly boolean[]): boolean | null {
  return votes.length === 0 ? null : votes.filter(Boolean).length * 2 > votes.length
}

/** Has a model a name of its own, other than its table's? */
function isMapped({ block, object }: OutlineBlock): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(block.name.text) && block.name.text !== object
}

/** Of fields of several words: are they in camel case? */
function fieldVotes({ columns }: OutlineBlock): readonly boolean[] {
  return [...columns.values()].flatMap(({ name: { text } }) => {
    if (/[A-Za-z0-9]_[A-Za-z0-9]/.test(text)) return [false]
    return /^[a-z].*[A-Z]/.test(text) ? [true] : []
  })
}

/** Of values that stand for labels with small letters: are they in capitals? */
function valueVotes({ columns }: OutlineBlock): readonly boolean[] {
  return [...columns].flatMap(([label, { name }]) =>
    /[a-z]/.test(label) ? [name.text === name.text.toUpperCase()] : [],
  )
}

function blockNaming(named: readonly OutlineBlock[]): (pulled: OutlineBlock) => string {
  const names = named.map(({ block }) => block.name.text)
  const isPascal = mostly(names.map((name) => /^[A-Z][A-Za-z0-9]*$/.test(name))) === true
  const isSingular = mostly(names.map((name) => singular(name) === name)) === true
  return ({ object, block }) => {
    const base = /^[A-Za-z]\w*$/.test(object) ? object : block.name.text
    return isPascal ? pascalCase(isSingular ? singular(base) : base) : block.name.text
  }
}

/**
 * Names new blocks as the others here are named; a name that is taken or reserved stays the pulled one.
 * @returns the name of each, by the one that it was pulled under
 */
export function nameBlocks(
  added: readonly OutlineBlock[],
  own: Outline,
  naming: Naming,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const used = new Set(own.blocks.map(({ block }) => block.name.text))
  for (const pulled of added) {
    const called = pulled.block.name.text
    const name = [naming.block(pulled), pascalCase(called)].find(
      (each) => !used.has(each) && !isReserved(each),
    )
    const free = name !== undefined && naming.block(pulled) !== called ? name : called
    used.add(free)
    names.set(called, free)
  }
  return names
}
