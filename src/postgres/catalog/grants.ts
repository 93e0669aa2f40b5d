import type pg from 'pg'
import type { CatalogObject } from '../../model/catalog.ts'
import { compareText, type ObjectId, objectKey } from '../../model/object.ts'
import type { Canonicaliser } from './canonical/expression.ts'
import { functionName } from './families/functions.ts'
import { ownObject, scope } from './scope.ts'
import { ownSequence } from './sequences.ts'

/** The kinds of objects of which rights are compared. */
const grantable = [
  ...(['schema', 'table', 'column', 'view', 'materialized-view', 'sequence', 'function'] as const),
  ...(['enum', 'domain', 'composite', 'range'] as const),
] as const

/** One right of one role: as it is (`own`), or as an object of this kind begins (`usual`). */
interface Row {
  readonly kind: (typeof grantable)[number]
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly types: readonly string[]
  /** What of the object it is on; empty for all of it. */
  readonly part: string
  readonly role: string
  readonly privilege: string
  readonly grantable: boolean
  readonly side: 'own' | 'usual'
}

/** An access list of null is the usual one: https://www.postgresql.org/docs/current/ddl-priv.html */
const sources = `
  source AS (
    SELECT 'schema' AS kind, '' AS schema, '' AS table, s.name, '{}'::text[] AS types, '' AS part,
      n.nspowner AS owner, n.nspacl AS acl, acldefault('n', n.nspowner) AS usual
    FROM own_schema s JOIN pg_namespace n ON n.oid = s.oid WHERE ${ownObject('pg_namespace', 's.oid')}
    UNION ALL
    SELECT CASE r.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' ELSE 'table' END, r.schema, '', r.name,
      '{}', '', r.relowner, r.relacl, acldefault('r', r.relowner)
    FROM own_relation r WHERE r.relkind <> 'f'
    UNION ALL
    SELECT CASE r.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' ELSE 'column' END, r.schema, CASE WHEN t.oid IS NULL THEN '' ELSE r.name END,
      CASE WHEN t.oid IS NULL THEN r.name ELSE a.attname END, '{}',
      CASE WHEN t.oid IS NULL THEN quote_ident(a.attname) ELSE '' END, r.relowner, a.attacl, acldefault('c', r.relowner)
    FROM own_relation r JOIN pg_attribute a ON a.attrelid = r.oid AND NOT a.attisdropped
    LEFT JOIN own_table t ON t.oid = r.oid WHERE r.relkind <> 'f'
    UNION ALL
    SELECT CASE WHEN t.oid IS NULL THEN 'sequence' ELSE 'column' END, coalesce(t.schema, s.name), coalesce(t.name, ''),
      coalesce(a.attname, x.relname), '{}', CASE WHEN t.oid IS NULL THEN '' ELSE 'its sequence' END,
      x.relowner, x.relacl, acldefault('s', x.relowner)
    FROM pg_class x JOIN own_schema s ON s.oid = x.relnamespace LEFT JOIN own_sequence o ON o.sequence = x.oid
    LEFT JOIN own_table t ON t.oid = o.relation
    LEFT JOIN pg_attribute a ON a.attrelid = o.relation AND a.attnum = o.number
    WHERE x.relkind = 'S' AND ${ownObject('pg_class', 'x.oid')}
    UNION ALL
    SELECT 'function', s.name, '', p.proname, ARRAY(SELECT format_type(a.type, NULL)
      FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(type, place) ORDER BY a.place), '',
      p.proowner, p.proacl, acldefault('f', p.proowner)
    FROM pg_proc p JOIN own_schema s ON s.oid = p.pronamespace WHERE ${ownObject('pg_proc', 'p.oid')}
    UNION ALL
    SELECT CASE y.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE 'composite' END,
      s.name, '', y.typname, '{}', '', y.typowner, y.typacl, acldefault('T', y.typowner)
    FROM pg_type y JOIN own_schema s ON s.oid = y.typnamespace LEFT JOIN pg_class c ON c.oid = y.typrelid
    WHERE (y.typtype IN ('e', 'd', 'r') OR c.relkind = 'c') AND ${ownObject('pg_type', 'y.oid')}
  )`

/**
 * Gives every object that has any the attribute `grants`: texts as `app: INSERT, SELECT`, sorted, of the rights in
 * which it differs from how an object of its kind begins; what was taken away from that stands as
 * `PUBLIC: no EXECUTE`. An owner has every right and is left out. One query.
 */
export async function withGrants(
  client: pg.Client,
  canonical: Canonicaliser,
  objects: readonly CatalogObject[],
): Promise<readonly CatalogObject[]> {
  const { rows } = await client.query<Row>(`
    WITH ${scope}, ${ownSequence}, ${sources}
    SELECT o.kind, o.schema, o.table, o.name::text, o.types, o.part, g.side, g.privilege_type AS privilege,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END AS role,
      bool_or(g.is_grantable) AS grantable
    FROM source o CROSS JOIN LATERAL (
      SELECT 'own' AS side, * FROM aclexplode(o.acl) UNION ALL SELECT 'usual', * FROM aclexplode(o.usual)
    ) g
    WHERE o.acl IS NOT NULL AND g.grantee <> o.owner
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`)
  const byObject = grouped(rows.filter(isNoHabit), (row) => objectKey(idOf(row, canonical)))
  const kinds = new Set<string>(grantable)
  return objects.map((object) => {
    if (!kinds.has(object.id.kind)) return object
    const grants = describe(byObject.get(objectKey(object.id)) ?? [])
    return { ...object, attributes: { ...object.attributes, grants } }
  })
}

/** Since version 15 `public` begins without CREATE for all, and what was so before goes along with its dumps. */
function isNoHabit({ kind, name, role, privilege }: Row): boolean {
  return !(kind === 'schema' && name === 'public' && role === 'PUBLIC' && privilege === 'CREATE')
}

function idOf({ kind, schema, table, name, types }: Row, canonical: Canonicaliser): ObjectId {
  if (kind === 'schema') return { kind, name }
  if (kind === 'column') return { kind, schema, table, name }
  return { kind, schema, name: kind === 'function' ? functionName(name, types, canonical) : name }
}

function describe(rows: readonly Row[]): readonly string[] {
  const isOn = (side: Row['side'], { part, role, privilege }: Row) =>
    rows.some(
      (row) => row.side === side && row.part === part && row.role === role && row.privilege === privilege,
    )
  const differing = rows.flatMap((row): readonly (readonly [holder: string, right: string])[] => {
    const holder = row.part === '' ? row.role : `${row.role} (${row.part})`
    if (row.side === 'usual') return isOn('own', row) ? [] : [[holder, `no ${row.privilege}`]]
    if (row.grantable) return [[holder, `${row.privilege} WITH GRANT OPTION`]]
    return isOn('usual', row) ? [] : [[holder, row.privilege]]
  })
  return [...grouped(differing, ([holder]) => holder)]
    .map(([holder, rights]) => {
      const texts = rights.map(([, right]) => right).sort(compareText)
      return `${holder}: ${texts.join(', ')}`
    })
    .sort(compareText)
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return groups
}
