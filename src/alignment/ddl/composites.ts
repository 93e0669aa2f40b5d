import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { typeNamed, unless } from './guards.ts'
import type { Kind } from './kind.ts'
import { literal, qualified } from './names.ts'
import { renameType } from './renames.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { typeName, unqualified } from './text.ts'

/** A field of a composite type: its name in quotes where it needs them, and its type with its collation. */
interface Field {
  readonly name: string
  readonly type: string
}

/** https://www.postgresql.org/docs/current/sql-altertype.html */
export const composite: Kind<SchemaMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const name = qualified(id, schema)
    const own = fields(object, schema).map((field) => `${field.name} ${field.type}`)
    const create = `CREATE TYPE ${name} AS (${own.join(', ')})`
    return [
      statement(mayExist ? unless(typeNamed(id, schema), [create]) : create, {
        undo: `DROP TYPE IF EXISTS ${name}`,
      }),
    ]
  },
  alter: (from, to, id, situation) => alterFields(from, to, id, situation) ?? 'anew',
  drop: (_, id, { schema }) => statement(`DROP TYPE IF EXISTS ${qualified(id, schema)}`),
  rename: (_, id, name, situation) => renameType('ALTER TYPE', id, name, situation),
}

function fields(object: CatalogObject, home: string): readonly Field[] {
  return told(object)
    .list('fields')
    .map((field) => {
      const [, name = '', type = '', collation] =
        /^("(?:[^"]|"")*"|\S+) (.*?)(?: COLLATE ((?:"(?:[^"]|"")*"|[^" ])+))?$/s.exec(field) ?? []
      const own = typeName(type, home)
      return { name, type: collation === undefined ? own : `${own} COLLATE ${unqualified(collation, home)}` }
    })
}

/** Null where the fields that are in both stand in another order, or a new one between them. */
function alterFields(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema, mayExist }: Situation,
): readonly Statement[] | null {
  const [had, wanted] = [fields(from, schema), fields(to, schema)]
  const find = (all: readonly Field[], { name }: Field) => all.find((field) => field.name === name)
  const gone = had.filter((field) => !find(wanted, field))
  const come = wanted.filter((field) => !find(had, field))
  const kept = had.filter((field) => find(wanted, field))
  const after = [...kept, ...come]
  if (after.some(({ name }, at) => name !== wanted[at]?.name)) return null
  // A dropped field could only be put back at the end.
  const isLast = gone.every((field) => had.indexOf(field) >= kept.length)
  const on = `ALTER TYPE ${qualified(id, schema)}`
  const add = (field: Field) => `${on} ADD ATTRIBUTE ${field.name} ${field.type} CASCADE`
  const drop = (field: Field) => `${on} DROP ATTRIBUTE IF EXISTS ${field.name} CASCADE`
  const retype = (field: Field) => `${on} ALTER ATTRIBUTE ${field.name} TYPE ${field.type} CASCADE`
  const guard = (field: Field) => `SELECT FROM pg_attribute JOIN pg_type ON typrelid = attrelid
    WHERE pg_type.oid = ${literal(qualified(id, schema))}::regtype AND quote_ident(attname) = ${literal(field.name)} AND NOT attisdropped`
  return [
    ...gone.toReversed().map((field) =>
      statement(drop(field), {
        undo: isLast ? add(field) : null,
        irreversible: 'What values have in the field is gone.',
        hazards: ['data-loss'],
      }),
    ),
    ...kept.flatMap((field) => {
      const other = find(wanted, field)
      if (!other || other.type === field.type) return []
      return [statement(retype(other), { undo: retype(field) })]
    }),
    ...come.map((field) =>
      statement(mayExist ? unless(guard(field), [add(field)]) : add(field), { undo: drop(field) }),
    ),
  ]
}
