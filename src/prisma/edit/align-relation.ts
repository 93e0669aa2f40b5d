import { findAttribute } from '../psl/query.ts'
import type { FieldType } from '../psl/syntax.ts'
import { alignArguments } from './arguments.ts'
import { setAttribute } from './attributes.ts'
import { retype } from './columns.ts'
import { declaredKeys } from './declared-keys.ts'
import { removeMember } from './members.ts'
import type { PlacedField, Relation } from './relation-pairs.ts'
import type { TextEdit } from './text-edits.ts'
import type { Words } from './words.ts'

/** Makes a relation say of its foreign key what the pulled one says: its columns, what it does, what it is called. */
export function alignRelation(own: Relation, pulled: Relation, words: Words): readonly TextEdit[] {
  const { model, field } = pulled.from
  const wanted = pulled.attribute.args.flatMap(({ name, value }): readonly [string, string][] =>
    name && name.text !== 'name' ? [[name.text, words.value(model, field, pulled.attribute, value)]] : [],
  )
  const isDefault = (name: string, value: string) => value === defaultAction(name, field.type)
  const keep = (name: string, value: string) => name === 'name' || isDefault(name, value)
  return [
    ...alignArguments(own.from.model, own.attribute, new Map(wanted), 'name', keep),
    ...alignMarks(own.from, pulled.from),
  ]
}

/** Gives a relation the name of its foreign key. */
export function alignRelationName(own: Relation, pulled: Relation): readonly TextEdit[] {
  const map = (relation: Relation) => {
    const found = relation.attribute.args.find(({ name }) => name?.text === 'map')?.value
    return found?.kind === 'string' ? JSON.stringify(found.value) : null
  }
  const wanted = map(pulled)
  if (wanted === map(own)) return []
  const args = new Map(wanted === null ? [] : [['map', wanted]])
  return alignArguments(own.from.model, own.attribute, args, 'name', (name) => name !== 'map')
}

/**
 * Makes a relation optional or required as the columns under it have become, and keeps what its foreign key does: the
 * actions that go without saying are others then.
 */
export function alignOptional(own: Relation, pulled: Relation): readonly TextEdit[] {
  const edits = alignMarks(own.from, pulled.from)
  if (edits.length === 0) return []
  const said = own.attribute.args.some(({ name }) => name?.text === 'onDelete')
  const action = defaultAction('onDelete', own.from.field.type) ?? ''
  const kept = alignArguments(
    own.from.model,
    own.attribute,
    new Map([['onDelete', action]]),
    'name',
    () => true,
  )
  return said ? edits : [...edits, ...kept]
}

/**
 * Makes the field that looks back one or a list, as the keys over the foreign key's columns have become. A list may
 * stay one where they were unique before. A unique of some rows only makes no relation one to one, though
 * `prisma db pull` says so: https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/one-to-one-relations
 */
export function alignBack(own: Relation, pulled: Relation): readonly TextEdit[] {
  if (!own.to || !pulled.to) return []
  const { model, field } = own.to
  const isList = field.type?.list ?? false
  const wantsList = !isUnique(pulled) || (isList && isUnique(own))
  const marks =
    isList === wantsList ? [] : retype(model, field, `${field.type?.name}${wantsList ? '[]' : '?'}`)
  return [...marks, ...alignIgnore(own.to, pulled.to)]
}

/** Is a key declared over the columns of the foreign key, for all rows? */
function isUnique({ from: { model }, columns }: Relation): boolean {
  const sorted = (names: readonly string[]) => [...names].sort().join('\n')
  return declaredKeys(model).some(
    ({ attribute: { name, args }, columns: others }) =>
      name !== 'index' &&
      !args.some((each) => each.name?.text === 'where') &&
      sorted(others) === sorted(columns),
  )
}

/** Takes both sides of a relation out. */
export function removeRelation({ from, to }: Pick<Relation, 'from' | 'to'>): readonly TextEdit[] {
  return [from, ...(to ? [to] : [])].map(({ model, field }) => removeMember(model, field))
}

/** https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/referential-actions#referential-action-defaults */
function defaultAction(name: string, type: FieldType | null): string | null {
  if (name === 'onUpdate') return 'Cascade'
  if (name !== 'onDelete') return null
  return type?.optional ? 'SetNull' : 'Restrict'
}

function alignMarks(own: PlacedField, { field: { type } }: PlacedField): readonly TextEdit[] {
  const from = own.field.type
  if (!from || !type || (from.list === type.list && from.optional === type.optional)) return []
  return retype(own.model, own.field, `${from.name}${type.list ? '[]' : type.optional ? '?' : ''}`)
}

function alignIgnore(own: PlacedField, pulled: PlacedField): readonly TextEdit[] {
  const isIgnored = findAttribute(pulled.field.attributes, 'ignore') !== null
  const existing = findAttribute(own.field.attributes, 'ignore')
  return isIgnored && !existing ? setAttribute(own.model, own.field, null, '@ignore') : []
}
