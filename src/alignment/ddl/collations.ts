import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import type { Kind } from './kind.ts'
import { ident, literal, qualified } from './names.ts'
import { renaming } from './renames.ts'
import { statement } from './statement.ts'

/** A collation, which nothing but its name can change of. https://www.postgresql.org/docs/current/sql-createcollation.html */
export const collation: Kind<SchemaMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const name = qualified(id, schema)
    return [
      statement(`CREATE COLLATION ${mayExist ? 'IF NOT EXISTS ' : ''}${name} (${body(object)})`, {
        undo: `DROP COLLATION IF EXISTS ${name}`,
      }),
    ]
  },
  alter: () => 'anew',
  drop: (_, id, { schema }) => statement(`DROP COLLATION IF EXISTS ${qualified(id, schema)}`),
  rename: (_, id, name, situation) =>
    renaming(
      [id.name, name],
      (from, to) =>
        `ALTER COLLATION ${qualified({ schema: id.schema, name: from }, situation.schema)} RENAME TO ${ident(to)}`,
      `SELECT FROM pg_collation JOIN pg_namespace n ON n.oid = collnamespace
    WHERE nspname = ${literal(id.schema)} AND collname = ${literal(id.name)}`,
      situation,
    ),
}

function body(object: CatalogObject): string {
  const { text } = told(object)
  const quoted = (attribute: string) => {
    const value = text(attribute)
    return value === null ? null : literal(value)
  }
  return [
    ['PROVIDER', text('provider')],
    ['LOCALE', quoted('locale')],
    ['LC_COLLATE', quoted('lcCollate')],
    ['LC_CTYPE', quoted('lcCtype')],
    ['RULES', quoted('rules')],
    ['DETERMINISTIC', object.attributes.deterministic === false ? 'false' : null],
  ]
    .flatMap(([name, value]) => (value ? [`${name} = ${value}`] : []))
    .join(', ')
}
