import type pg from 'pg'
import type { ExtensionMembers } from './canonical/extensions.ts'

/** The catalogs whose members an expression, an index or a view can name. */
const named = [
  ['pg_proc', 'proname', 'pronamespace'],
  ['pg_type', 'typname', 'typnamespace'],
  ['pg_operator', 'oprname', 'oprnamespace'],
  ['pg_opclass', 'opcname', 'opcnamespace'],
  ['pg_collation', 'collname', 'collnamespace'],
  ['pg_class', 'relname', 'relnamespace'],
] as const

/** The names that extensions brought, by schema. */
export async function readExtensionMembers(client: pg.Client): Promise<ExtensionMembers> {
  const members = named.map(
    ([catalog, name, schema]) => `
      SELECT o.${schema} AS schema, o.${name}::text AS name FROM pg_depend e JOIN ${catalog} o ON o.oid = e.objid
      WHERE e.classid = '${catalog}'::regclass AND e.deptype = 'e'`,
  )
  const { rows } = await client.query<{ schema: string; names: readonly string[] }>(`
    SELECT n.nspname AS schema, array_agg(m.name) AS names
    FROM (${members.join(' UNION ')}) m JOIN pg_namespace n ON n.oid = m.schema
    WHERE n.nspname <> 'pg_catalog' GROUP BY n.nspname`)
  return new Map(rows.map(({ schema, names }) => [schema, new Set(names)]))
}
