import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { typeNamed, unless, where } from './guards.ts'
import type { Kind } from './kind.ts'
import { literal, qualified } from './names.ts'
import { renameType } from './renames.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * A label can be added or renamed, and nothing else: rows may hold the others.
 * https://www.postgresql.org/docs/current/sql-altertype.html
 */
export const enumeration: Kind<SchemaMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const name = qualified(id, schema)
    const labels = told(object).list('labels').map(literal)
    const create = `CREATE TYPE ${name} AS ENUM (${labels.join(', ')})`
    return [
      statement(mayExist ? unless(typeNamed(id, schema), [create]) : create, {
        undo: `DROP TYPE IF EXISTS ${name}`,
      }),
    ]
  },
  alter: (from, to, id, situation) => {
    const [has, wanted] = [told(from).list('labels'), told(to).list('labels')]
    const kept = wanted.filter((label) => has.includes(label))
    if (kept.length !== has.length || kept.some((label, at) => label !== has[at])) return null
    return wanted.flatMap((label, at) => {
      if (has.includes(label)) return []
      const before = wanted[at - 1]
      const after = wanted.slice(at).find((each) => has.includes(each))
      return [addLabel(id, label, before, after, situation)]
    })
  },
  drop: (_, id, { schema }) => statement(`DROP TYPE IF EXISTS ${qualified(id, schema)}`),
  rename: (_, id, name, situation) => renameType('ALTER TYPE', id, name, situation),
}

/**
 * @param before the label that it comes behind; undefined for the first
 * @param after the next one that is there; undefined at the end, where it needs no place
 */
function addLabel(
  id: SchemaMemberId,
  label: string,
  before: string | undefined,
  after: string | undefined,
  { schema }: Situation,
): Statement {
  const behind = before === undefined ? ` BEFORE ${literal(after ?? '')}` : ` AFTER ${literal(before)}`
  return statement(
    `ALTER TYPE ${qualified(id, schema)} ADD VALUE IF NOT EXISTS ${literal(label)}${after === undefined ? '' : behind}`,
    { irreversible: 'A label of an enum cannot be taken away.' },
  )
}

/** Gives a label of an enum another name. */
export function renameLabel(
  id: SchemaMemberId,
  from: string,
  to: string,
  { schema, mayExist }: Situation,
): Statement {
  const name = qualified(id, schema)
  const rename = (a: string, b: string) => `ALTER TYPE ${name} RENAME VALUE ${literal(a)} TO ${literal(b)}`
  const guard = `SELECT FROM pg_enum WHERE enumtypid = ${literal(name)}::regtype AND enumlabel = ${literal(from)}`
  const change = rename(from, to)
  return statement(mayExist ? where(guard, [change]) : change, { undo: rename(to, from) })
}
