import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectId, RootId, SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { ident, literal, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** A schema, or an extension in the schema where the other line has it. */
export function createRoot(object: CatalogObject, { kind, name }: RootId): readonly Statement[] {
  if (kind === 'schema')
    return [
      statement(`CREATE SCHEMA IF NOT EXISTS ${ident(name)}`, {
        undo: `DROP SCHEMA IF EXISTS ${ident(name)}`,
      }),
    ]
  const home = textOf(object.attributes.schema ?? null)
  const where = home === null || home === 'public' ? '' : ` SCHEMA ${ident(home)}`
  return [
    statement(`CREATE EXTENSION IF NOT EXISTS ${ident(name)}${where}`, {
      undo: `DROP EXTENSION IF EXISTS ${ident(name)}`,
    }),
  ]
}

const parameters = [
  ['increment', 'INCREMENT BY'],
  ['minimum', 'MINVALUE'],
  ['maximum', 'MAXVALUE'],
  ['start', 'START WITH'],
  ['cache', 'CACHE'],
] as const

/** A sequence that belongs to no column. */
export function createSequence(
  sequence: CatalogObject,
  id: SchemaMemberId,
  { schema, mayExist }: Situation,
): readonly Statement[] {
  const name = qualified(id, schema)
  return [
    statement(`CREATE SEQUENCE ${mayExist ? 'IF NOT EXISTS ' : ''}${name} ${sequenceBody(sequence)}`, {
      undo: `DROP SEQUENCE IF EXISTS ${name}`,
    }),
  ]
}

/** Makes a sequence count as another line has it; where it has come to stays. */
export function alterSequence(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const alter = (object: CatalogObject) => `ALTER SEQUENCE ${qualified(id, schema)} ${sequenceBody(object)}`
  return [statement(alter(to), { undo: alter(from), lock: 'SHARE ROW EXCLUSIVE' })]
}

function sequenceBody(sequence: CatalogObject): string {
  const type = textOf(sequence.attributes.type ?? null) ?? 'bigint'
  return [
    `AS ${type}`,
    ...parameters.map(
      ([attribute, words]) => `${words} ${textOf(sequence.attributes[attribute] ?? null) ?? ''}`,
    ),
    sequence.attributes.cycle === true ? 'CYCLE' : 'NO CYCLE',
  ].join(' ')
}

/** A policy: made anew where it differs in what ALTER POLICY cannot say. */
export function createPolicy(
  policy: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const drop = statement(dropPolicy(id, situation), { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) })
  const create = statement(policyText(policy, id, situation), {
    undo: drop.sql,
    lock: 'ACCESS EXCLUSIVE',
    table: tableOf(id),
  })
  return situation.mayExist ? [drop, create] : [create]
}

export function alterPolicy(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const drop = statement(dropPolicy(id, situation), {
    undo: policyText(from, id, situation),
    lock: 'ACCESS EXCLUSIVE',
    table: tableOf(id),
  })
  return [drop, ...createPolicy(to, id, { ...situation, mayExist: false })]
}

function dropPolicy(id: TableMemberId, { schema }: Situation): string {
  return `DROP POLICY IF EXISTS ${ident(id.name)} ON ${qualified(tableOf(id), schema)}`
}

function policyText(policy: CatalogObject, id: TableMemberId, { schema }: Situation): string {
  const text = (attribute: string) => textOf(policy.attributes[attribute] ?? null)
  const roles = listOf(policy.attributes.roles ?? null).map((role) =>
    role === 'public' ? 'PUBLIC' : ident(role),
  )
  return [
    `CREATE POLICY ${ident(id.name)} ON ${qualified(tableOf(id), schema)}`,
    ...(policy.attributes.permissive === false ? ['AS RESTRICTIVE'] : []),
    `FOR ${text('command') ?? 'ALL'} TO ${roles.join(', ')}`,
    ...(text('using') === null ? [] : [`USING (${text('using')})`]),
    ...(text('check') === null ? [] : [`WITH CHECK (${text('check')})`]),
  ].join(' ')
}

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

/** COMMENT ON, where the lines say other things of an object or only one of them says something. */
export function commentOn(
  from: CatalogObject | null,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): readonly Statement[] {
  const said = (object: CatalogObject | null) => textOf(object?.attributes.comment ?? null)
  const [was, is] = [said(from), said(to)]
  if (was === is) return []
  const subject = commented(to, id, situation)
  if (subject === null) return []
  const comment = (text: string | null) =>
    `COMMENT ON ${subject} IS ${text === null ? 'NULL' : literal(text)}`
  return [statement(comment(is), { undo: from ? comment(was) : null })]
}

function commented(object: CatalogObject, id: ObjectId, { schema }: Situation): string | null {
  const isConstraint = id.kind === 'unique' && object.attributes.constraint === true
  const noun = isConstraint ? 'CONSTRAINT' : nouns[id.kind]
  if (noun === undefined) return null
  if (!('schema' in id)) return `${noun} ${ident(id.name)}`
  if (!('table' in id)) {
    const at = id.kind === 'function' ? id.name.indexOf('(') : id.name.length
    return `${noun} ${qualified({ schema: id.schema, name: id.name.slice(0, at) }, schema)}${id.name.slice(at)}`
  }
  const table = qualified(tableOf(id), schema)
  if (noun === 'COLUMN') return `${noun} ${table}.${ident(id.name)}`
  if (noun === 'INDEX') return `${noun} ${qualified({ schema: id.schema, name: id.name }, schema)}`
  return `${noun} ${ident(id.name)} ON ${table}`
}
