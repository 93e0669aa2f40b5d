import { plural } from './inflect.ts'
import { lowerFirst, pascalCase, snakeCase, upperFirst } from './letter-case.ts'
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
  readonly isFree: (model: string, name: string) => boolean
}

/** The names that a relation gets. */
export interface RelationNames {
  readonly from: string
  readonly to: string | null
  readonly relation: string | null
}

/** Names both sides of a relation, and the relation where it needs a name. */
export function nameRelation(style: RelationStyle, unnamed: Unnamed): RelationNames {
  const { relation, model, target, fields, isFree } = unnamed
  const pulled = { from: relation.from.field.name.text, to: relation.to?.field.name.text ?? null }
  if (style === 'pulled') return { ...pulled, relation: relation.name }
  const like = fields.some((field) => field.includes('_')) ? snakeCase : lowerFirst
  const [field = ''] = fields
  const role = roleOf(fields)
  const byColumn = fields.length === 1 ? join(like, field, target) : null
  const plain = like(target)
  const own = relation.name === null ? [role, plain, byColumn] : [role, byColumn, plain]
  const from = own.find((name) => name !== null && isFree(model, name)) ?? pulled.from
  const many = relation.to?.field.type?.list === true
  const models = many ? plural(model) : model
  const stem = role ?? (fields.length === 1 ? field : from)
  const byRole = join(like, stem, models)
  const isSelf = model === target
  const ofSelf = [from === 'parent' && many ? 'children' : null, join(like, 'other', models)]
  const backs = isSelf ? ofSelf : relation.name === null ? [like(models), byRole] : [byRole]
  const isTaken = (name: string) => !isFree(target, name) || (isSelf && name === from)
  const to = pulled.to && (backs.find((name) => name !== null && !isTaken(name)) ?? pulled.to)
  return { from, to, relation: relation.name && `${model}${pascalCase(stem)}` }
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
