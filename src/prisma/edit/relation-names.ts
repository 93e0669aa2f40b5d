import { plural } from '../../model/inflect.ts'
import { lowerFirst, pascalCase, snakeCase, upperFirst } from '../../model/letter-case.ts'
import type { Outline } from './outline.ts'
import { type Relation, relationsOf } from './relation-pairs.ts'

/** `role`: after what the other model is to this one, as in `author` over `author_id`; `pulled`: as db pull does. */
export type RelationStyle = 'role' | 'pulled'

/** Learns from the relation fields that are there; without any, from whether models have names of their own. */
export function relationStyle(outline: Outline): RelationStyle {
  const relations = relationsOf(outline)
  const asPulled = relations.filter(({ from, target }) => {
    const name = from.field.name.text
    return name === target.block.name.text || name === target.object || /To[A-Za-z]\w*$/.test(name)
  })
  if (relations.length > 0) return asPulled.length * 2 > relations.length ? 'pulled' : 'role'
  const models = outline.blocks.filter(({ block }) => block.keyword.text === 'model')
  const own = models.filter(({ block }) => /^[A-Z]/.test(block.name.text))
  return own.length * 2 > models.length ? 'role' : 'pulled'
}

/** What names a new relation. Names of models and fields are those that the files have. */
export interface Unnamed {
  readonly relation: Relation
  readonly model: string
  readonly target: string
  /** Of the fields that hold the foreign key. */
  readonly fields: readonly string[]
  /** Has a model no field of this name? */
  readonly isFree: (model: string, name: string) => boolean
  /** Is no relation called like this? */
  readonly isUnused: (relation: string) => boolean
}

/** The names that a relation gets. */
export interface RelationNames {
  readonly from: string
  readonly to: string | null
  readonly relation: string | null
}

/** Names both sides of a relation, and the relation where it needs a name. */
export function nameRelation(style: RelationStyle, unnamed: Unnamed): RelationNames {
  const { relation, model, target, fields, isFree, isUnused } = unnamed
  const many = relation.to?.field.type?.list === true
  const like = fields.some((field) => field.includes('_')) ? snakeCase : lowerFirst
  const role = roleOf(fields)
  const stem = role ?? (fields.length === 1 ? (fields[0] ?? '') : like(target))
  const models = many ? plural(model) : model
  const [plain, byColumn] = [like(target), join(like, stem, target)]
  const choose = (wanted: readonly (string | null)[], pulled: string, isFree: (name: string) => boolean) => {
    const names = [...wanted.filter((name) => name !== null), pulled, `${pulled}_${join(like, stem, models)}`]
    const ordered = style === 'pulled' ? [pulled, ...names] : names
    return ordered.find(isFree) ?? pulled
  }
  const isSelf = model === target
  const from = choose(
    relation.name === null ? [role, plain, byColumn] : [role, byColumn, plain],
    relation.from.field.name.text,
    (name) => isFree(model, name),
  )
  const byRole = join(like, stem, models)
  const ofSelf = [from === 'parent' && many ? 'children' : null, join(like, 'other', models), byRole]
  const backs = isSelf ? ofSelf : relation.name === null ? [like(models), byRole] : [byRole]
  const to = choose(
    backs,
    relation.to?.field.name.text ?? '',
    (name) => isFree(target, name) && !(isSelf && name === from),
  )
  const named = [`${model}${pascalCase(stem)}`, relation.name ?? ''].find(isUnused)
  return {
    from,
    to: relation.to && to,
    relation: relation.name === null || style === 'pulled' ? relation.name : (named ?? relation.name),
  }
}

/** `author` of `author_id`, `authorId`; null of what says nothing but whom. */
function roleOf(fields: readonly string[]): string | null {
  const [field = '', ...others] = fields
  const role = field.replace(/(?:_(?:id|uuid|guid|fk)|(?<=[a-z0-9])(?:Id|ID|Uuid|UUID|Guid|Fk|FK))$/, '')
  return others.length > 0 || role === '' || role === field ? null : role
}

function join(like: (name: string) => string, head: string, tail: string): string {
  return like === snakeCase ? `${head}_${like(tail)}` : `${head}${upperFirst(tail)}`
}
