import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { ident, literal, qualified, signature, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** What COMMENT ON calls each kind; an extension's comment is its own. */
const nouns: Partial<Readonly<Record<ObjectId['kind'], string>>> = {
  schema: 'SCHEMA',
  table: 'TABLE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
  column: 'COLUMN',
  enum: 'TYPE',
  composite: 'TYPE',
  range: 'TYPE',
  domain: 'DOMAIN',
  collation: 'COLLATION',
  sequence: 'SEQUENCE',
  function: 'ROUTINE',
  index: 'INDEX',
  unique: 'INDEX',
  'primary-key': 'CONSTRAINT',
  'foreign-key': 'CONSTRAINT',
  check: 'CONSTRAINT',
  exclusion: 'CONSTRAINT',
  trigger: 'TRIGGER',
  policy: 'POLICY',
}

/**
 * COMMENT ON, where two lines say other things of an object, or only one of them says something.
 * @param from null for an object that is new
 */
export function commentOn(
  from: CatalogObject | null,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): readonly Statement[] {
  const said = (object: CatalogObject | null) => object && told(object).text('comment')
  const [was, is] = [said(from), said(to)]
  const subject = subjectOf(to, id, situation.schema)
  if (was === is || subject === null) return []
  const comment = (text: string | null) =>
    `COMMENT ON ${subject} IS ${text === null ? 'NULL' : literal(text)}`
  return [statement(comment(is), { undo: from && comment(was), ...lockOf(id) })]
}

/** A statement that makes an object, with what comments it, as one text. */
export function withComment(sql: string, object: CatalogObject, id: ObjectId, situation: Situation): string {
  return [sql, ...commentOn(null, object, id, situation).map((each) => each.sql)].join(';\n')
}

/** https://www.postgresql.org/docs/current/sql-comment.html */
function lockOf(id: ObjectId): Pick<Statement, 'lock'> {
  const isRelation = ['table', 'view', 'materialized-view', 'column'].includes(id.kind)
  return { lock: isRelation ? 'SHARE UPDATE EXCLUSIVE' : null }
}

function subjectOf(object: CatalogObject, id: ObjectId, home: string): string | null {
  const isConstraint = id.kind === 'unique' && told(object).isSet('constraint')
  const noun = isConstraint ? 'CONSTRAINT' : nouns[id.kind]
  if (noun === undefined) return null
  if (!('schema' in id)) return `${noun} ${ident(id.name)}`
  if (!('table' in id))
    return `${noun} ${id.kind === 'function' ? signature(object, id, home) : qualified(id, home)}`
  const table = qualified(tableOf(id), home)
  if (noun === 'COLUMN') return `${noun} ${table}.${ident(id.name)}`
  if (noun === 'INDEX') return `${noun} ${qualified(id, home)}`
  return `${noun} ${ident(id.name)} ON ${table}`
}
