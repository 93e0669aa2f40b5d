import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { unlessType } from './guards.ts'
import { ident, literal, qualified, typeName } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** An enum, domain, composite or range type, or a collation. */
export function createType(
  object: CatalogObject,
  id: SchemaMemberId,
  situation: Situation,
): readonly Statement[] {
  const name = qualified(id, situation.schema)
  if (id.kind === 'collation') {
    const guard = situation.mayExist ? 'IF NOT EXISTS ' : ''
    return [
      statement(`CREATE COLLATION ${guard}${name} (${collationBody(object)})`, {
        undo: `DROP COLLATION IF EXISTS ${name}`,
      }),
    ]
  }
  const isDomain = id.kind === 'domain'
  const sql = isDomain
    ? `CREATE DOMAIN ${name} AS ${domainBody(object, situation.schema)}`
    : `CREATE TYPE ${name} AS ${typeBody(object, id, situation.schema)}`
  return [
    statement(situation.mayExist ? unlessType(id, sql, situation.schema) : sql, {
      undo: `DROP ${isDomain ? 'DOMAIN' : 'TYPE'} IF EXISTS ${name}`,
    }),
  ]
}

function typeBody(object: CatalogObject, { kind }: SchemaMemberId, home: string): string {
  const list = (name: string) => listOf(object.attributes[name] ?? null)
  if (kind === 'enum') return `ENUM (${list('labels').map(literal).join(', ')})`
  if (kind === 'composite') return `(${list('fields').join(', ')})`
  const text = (name: string) => textOf(object.attributes[name] ?? null)
  const parts = [
    ['SUBTYPE', typeName(text('subtype') ?? '', home)],
    ['SUBTYPE_OPCLASS', text('operatorClass')],
    ['COLLATION', text('collation')],
    ['CANONICAL', text('canonicalFunction')],
    ['SUBTYPE_DIFF', text('differenceFunction')],
  ].flatMap(([name, value]) => (value ? [`${name} = ${value}`] : []))
  return `RANGE (${parts.join(', ')})`
}

function domainBody(object: CatalogObject, home: string): string {
  const text = (name: string) => textOf(object.attributes[name] ?? null)
  const checks = listOf(object.attributes.checks ?? null)
  const valid = checks.filter((check) => !check.endsWith(' NOT VALID'))
  return [
    typeName(text('type') ?? 'text', home),
    ...(text('collation') === null ? [] : [`COLLATE ${text('collation')}`]),
    ...(text('default') === null ? [] : [`DEFAULT ${text('default')}`]),
    ...(object.attributes.nullable === false ? ['NOT NULL'] : []),
    ...valid.map((check) => `CHECK (${check})`),
  ].join(' ')
}

function collationBody(object: CatalogObject): string {
  const text = (name: string) => textOf(object.attributes[name] ?? null)
  const quoted = (name: string) => {
    const value = text(name)
    return value === null ? null : literal(value)
  }
  return [
    ['provider', text('provider')],
    ['locale', quoted('locale')],
    ['lc_collate', quoted('lcCollate')],
    ['lc_ctype', quoted('lcCtype')],
    ['rules', quoted('rules')],
    ['deterministic', object.attributes.deterministic === false ? 'false' : null],
  ]
    .flatMap(([name, value]) => (value ? [`${name} = ${value}`] : []))
    .join(', ')
}

/** Gives an enum the labels that it lacks, each where the other has it; a label cannot be taken away. */
export function alterEnum(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const has = listOf(from.attributes.labels ?? null)
  const wanted = listOf(to.attributes.labels ?? null)
  return wanted.flatMap((label, at) => {
    if (has.includes(label)) return []
    const before = wanted.slice(0, at).at(-1)
    const after = wanted.slice(at + 1).find((next) => has.includes(next))
    const place =
      before !== undefined
        ? ` AFTER ${literal(before)}`
        : after !== undefined
          ? ` BEFORE ${literal(after)}`
          : ''
    return [
      statement(`ALTER TYPE ${qualified(id, schema)} ADD VALUE IF NOT EXISTS ${literal(label)}${place}`),
    ]
  })
}

/** Gives a label of an enum another name. */
export function renameLabel(id: SchemaMemberId, from: string, to: string, { schema }: Situation): Statement {
  const rename = (a: string, b: string) =>
    `ALTER TYPE ${qualified(id, schema)} RENAME VALUE ${literal(a)} TO ${literal(b)}`
  return statement(rename(from, to), { undo: rename(to, from) })
}

/** Makes a domain what another line has; its checks anew. */
export function alterDomain(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const name = qualified(id, schema)
  const text = (object: CatalogObject, attribute: string) => textOf(object.attributes[attribute] ?? null)
  const both = (attribute: string, change: (object: CatalogObject) => string) =>
    JSON.stringify(from.attributes[attribute]) === JSON.stringify(to.attributes[attribute])
      ? []
      : [statement(change(to), { undo: change(from) })]
  const checks = (object: CatalogObject) => listOf(object.attributes.checks ?? null)
  const gone = checks(from).filter((check) => !checks(to).includes(check))
  const come = checks(to).filter((check) => !checks(from).includes(check))
  return [
    ...both(
      'default',
      (object) =>
        `ALTER DOMAIN ${name} ${text(object, 'default') === null ? 'DROP DEFAULT' : `SET DEFAULT ${text(object, 'default')}`}`,
    ),
    ...both(
      'nullable',
      (object) => `ALTER DOMAIN ${name} ${object.attributes.nullable === false ? 'SET' : 'DROP'} NOT NULL`,
    ),
    ...gone.map((check) =>
      statement(dropDomainCheck(id, check, schema), { undo: addDomainCheck(name, check) }),
    ),
    ...come.map((check) =>
      statement(addDomainCheck(name, check), {
        hazards: ['fails-on-data'],
        undo: dropDomainCheck(id, check, schema),
      }),
    ),
  ]
}

function addDomainCheck(name: string, check: string): string {
  const isLater = check.endsWith(' NOT VALID')
  return `ALTER DOMAIN ${name} ADD CHECK (${isLater ? check.slice(0, -' NOT VALID'.length) : check})${isLater ? ' NOT VALID' : ''}`
}

/** The checks of a domain are known by what they say, as nothing else depends on their names. */
function dropDomainCheck(id: SchemaMemberId, check: string, home: string): string {
  const name = qualified(id, home)
  return `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT conname FROM pg_constraint WHERE contypid = ${literal(name)}::regtype
    AND pg_get_expr(conbin, 0) = ${literal(check)} LOOP
    EXECUTE format(${literal(`ALTER DOMAIN ${name.replaceAll('%', '%%')} DROP CONSTRAINT %I`)}, name);
  END LOOP;
END $$`
}

/** Adds the fields that a composite type lacks; those that differ are made anew. */
export function alterComposite(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const fields = (object: CatalogObject) => listOf(object.attributes.fields ?? null)
  const name = qualified(id, schema)
  return fields(to)
    .filter((field) => !fields(from).includes(field))
    .map((field) =>
      statement(`ALTER TYPE ${name} ADD ATTRIBUTE ${field} CASCADE`, {
        undo: `ALTER TYPE ${name} DROP ATTRIBUTE ${ident(field.split(' ')[0]?.replaceAll('"', '') ?? '')} CASCADE`,
      }),
    )
}
