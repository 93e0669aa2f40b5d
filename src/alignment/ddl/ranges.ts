import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { typeNamed, unless } from './guards.ts'
import type { Kind } from './kind.ts'
import { qualified } from './names.ts'
import { renameType } from './renames.ts'
import { statement } from './statement.ts'
import { typeName, unqualified } from './text.ts'

/** A range type, which nothing but its name can change of. https://www.postgresql.org/docs/current/sql-createtype.html */
export const range: Kind<SchemaMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const { text } = told(object)
    const own = (attribute: string) => {
      const value = text(attribute)
      return value && unqualified(value, schema)
    }
    const multirange = text('multirange')
    const parts = [
      ['SUBTYPE', typeName(text('subtype') ?? '', schema)],
      ['SUBTYPE_OPCLASS', own('operatorClass')],
      ['COLLATION', own('collation')],
      ['CANONICAL', own('canonicalFunction')],
      ['SUBTYPE_DIFF', own('differenceFunction')],
      ['MULTIRANGE_TYPE_NAME', multirange === usualMultirange(id) ? null : own('multirange')],
    ].flatMap(([name, value]) => (value ? [`${name} = ${value}`] : []))
    const name = qualified(id, schema)
    const create = `CREATE TYPE ${name} AS RANGE (${parts.join(', ')})`
    return [
      statement(mayExist ? unless(typeNamed(id, schema), [create]) : create, {
        undo: `DROP TYPE IF EXISTS ${name}`,
      }),
    ]
  },
  alter: () => 'anew',
  drop: (_, id, { schema }) => statement(`DROP TYPE IF EXISTS ${qualified(id, schema)}`),
  rename: (_, id, name, situation) => renameType('ALTER TYPE', id, name, situation),
}

/** What Postgres calls the multirange of a range where nobody says. */
function usualMultirange({ schema, name }: SchemaMemberId): string {
  const usual = name.includes('range') ? name.replace('range', 'multirange') : `${name}_multirange`
  return `${schema}.${usual}`
}
