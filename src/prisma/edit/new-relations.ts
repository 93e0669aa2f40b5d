import { plural } from '../../model/inflect.ts'
import { camelCase, lowerFirst } from '../../model/letter-case.ts'
import { argumentValue, findAttribute, namesOf } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import { alignedLine } from './columns.ts'
import { isIgnored } from './ignored.ts'
import { insertAfter } from './members.ts'
import type { FieldLine } from './new-field.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import { placeForRelation } from './place.ts'
import { nameRelation } from './relation-names.ts'
import type { ManyToMany, PlacedField, Relation } from './relation-pairs.ts'
import type { Session } from './session.ts'
import { because, type Reason, type ReasonedEdit } from './text-edits.ts'
import { twin, type Words } from './words.ts'

/** A field of a new relation, for the model that it was pulled in. */
export interface NewSide {
  readonly pulled: PlacedField
  readonly line: FieldLine
  /** In the words of the files: the fields that hold its foreign key. */
  readonly keys: readonly string[]
  readonly reasons: readonly Reason[]
}

/** Has a model, as the files call it, no field of this name? */
type IsFree = (model: string, name: string) => boolean

/** Names new relations and writes the fields of both of their sides. */
export function sidesOf(
  relations: readonly { readonly relation: Relation; readonly reasons: readonly Reason[] }[],
  session: Pick<Session, 'own' | 'naming' | 'words' | 'ownRelations'>,
  isFree: IsFree,
): readonly NewSide[] {
  const { naming, ownRelations, words } = session
  const taken = new Set<string>()
  const used = new Set(ownRelations.map(({ name }) => name))
  const sides: NewSide[] = []
  for (const { relation, reasons } of relations) {
    const { from, to, target } = relation
    const [model, other] = [words.block(from.model.block.name.text), words.block(target.block.name.text)]
    const keys = namesOf(argumentValue(relation.attribute, 'fields')).map((name) =>
      words.member(from.model, name),
    )
    const names = nameRelation(naming.relations, {
      relation,
      model,
      target: other,
      fields: keys,
      isFree: (block, name) => isFree(block, name) && !taken.has(`${block}.${name}`),
      isUnused: (name) => !used.has(name),
    })
    if (names.relation !== null) used.add(names.relation)
    taken.add(`${model}.${names.from}`)
    sides.push({ pulled: from, line: line(from, names.from, names.relation, session), keys, reasons })
    if (!to || names.to === null) continue
    taken.add(`${other}.${names.to}`)
    sides.push({ pulled: to, line: line(to, names.to, names.relation, session), keys: [], reasons })
  }
  return sides
}

/** The two lists of a many-to-many relation, which is named after its table. */
export function sidesOfPairs(
  { one, other, table }: ManyToMany,
  session: Pick<Session, 'own' | 'naming' | 'words' | 'pulledRelations'>,
  reasons: readonly Reason[],
  isFree: IsFree,
): readonly NewSide[] {
  const { naming, pulledRelations, words } = session
  const ends = [one.model, other.model]
  const names = ends.map(({ block }) => words.block(block.name.text)).sort()
  const isOnly = !pulledRelations.some(
    ({ from, target }) => ends.includes(from.model) && ends.includes(target),
  )
  const name = isOnly && table === `_${names.join('To')}` ? null : table.slice(1)
  const called = ({ model, field }: PlacedField) => {
    const { text } = field.name
    if (naming.relations === 'pulled') return text
    const many = field.type ? lowerFirst(plural(words.block(field.type.name))) : text
    const isPlain = name === null && one.model !== other.model
    return isPlain && isFree(words.block(model.block.name.text), many) ? many : camelCase(text)
  }
  return [one, other].map((pulled) => ({
    pulled,
    line: line(pulled, called(pulled), name, session),
    keys: [],
    reasons,
  }))
}

/** Puts the sides that belong into models which are there. */
export function addSides(sides: readonly NewSide[], own: Outline): readonly ReasonedEdit[] {
  return sides.flatMap(({ pulled, line, keys, reasons }) => {
    const home = twin(own, pulled.model)
    if (!home) return []
    const { behind, order } = placeForRelation(home, own, keys, pulled)
    const edit = insertAfter(home, behind, alignedLine(home, line, behind), { order })
    return because(reasons, [edit])
  })
}

/** The sides that belong into a new model, by the field that was pulled. */
export function sidesIn(sides: readonly NewSide[], block: OutlineBlock): ReadonlyMap<Field, FieldLine> {
  return new Map(sides.flatMap(({ pulled, line }) => (pulled.model === block ? [[pulled.field, line]] : [])))
}

function line(
  { model, field }: PlacedField,
  name: string,
  relation: string | null,
  { own, words }: { readonly own: Outline; readonly words: Words },
): FieldLine {
  const others = field.attributes.filter((attribute) => attribute.name !== 'relation')
  const said = field.attributes
    .filter((attribute) => attribute.name === 'relation')
    .flatMap((attribute) =>
      attribute.args.flatMap(({ name: key, value }) =>
        key && key.text !== 'name' ? [`${key.text}: ${words.value(model, field, attribute, value)}`] : [],
      ),
    )
  const [home, target] = [model.block.name.text, field.type?.name ?? ''].map((block) =>
    own.named(words.block(block)),
  )
  // Prisma wants it said, and db pull does not say it where the other model is ignored by hand.
  const mustBeIgnored =
    !!target && isIgnored(target) && !(home && isIgnored(home)) && !findAttribute(field.attributes, 'ignore')
  const args = [...(relation === null ? [] : [JSON.stringify(relation)]), ...said]
  return {
    name,
    type: field.type ? words.type(field.type) : '',
    attributes: [
      ...(args.length > 0 ? [`@relation(${args.join(', ')})`] : []),
      ...others.map((attribute) => words.attribute(model, field, attribute)),
      ...(mustBeIgnored ? ['@ignore'] : []),
    ],
  }
}
