import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly persistence: string
  readonly accessMethod: string | null
  readonly ofType: string | null
  readonly partitionBy: string | null
  readonly inherits: readonly string[]
  readonly options: readonly string[]
  readonly replicaIdentity: string
  readonly rowSecurity: string
  readonly identity: string
  readonly comment: string | null
}

/** An index that was dropped leaves its mark on the table behind, which no dump carries. */
const replicaIndex = `coalesce((
  SELECT 'index (' || string_agg(quote_ident(a.attname), ', ' ORDER BY k.place) || ')'
  FROM pg_index i CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY k(number, place)
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
  WHERE i.indrelid = t.oid AND i.indisreplident), 'default')`

export const tables = family<Row>({
  attributes: {
    table: {
      persistence: '`permanent` or `unlogged`',
      accessMethod: '`heap` or another; null for a partitioned table that names none',
      ofType: 'the composite type of a typed table (`CREATE TABLE … OF`), else null',
      partitionBy: 'how a partitioned table is divided, as in `RANGE (day)`; null for a plain one',
      inherits: 'the tables it inherits from, in order, with their schemas',
      options: 'storage parameters, as in `fillfactor=70` and `toast.autovacuum_enabled=false`; sorted',
      replicaIdentity: '`default`, `nothing`, `full`, or the columns of an index, as in `index (email)`',
      rowSecurity: '`off`, `on`, or `forced` where the table’s owner is held to it as well',
    },
  },
  sql: () => `
    WITH ${scope}
    SELECT t.schema, t.name,
      CASE t.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END AS persistence,
      am.amname AS "accessMethod", CASE WHEN t.reloftype <> 0 THEN format_type(t.reloftype, NULL) END AS "ofType",
      CASE t.relkind WHEN 'p' THEN pg_get_partkeydef(t.oid) END AS "partitionBy",
      ARRAY(SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = t.oid ORDER BY i.inhseqno) AS inherits,
      ARRAY(SELECT o COLLATE "C" FROM unnest(t.reloptions) o
        UNION ALL SELECT 'toast.' || o FROM pg_class x, unnest(x.reloptions) o WHERE x.oid = t.reltoastrelid
        ORDER BY 1) AS options,
      CASE t.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN ${replicaIndex} ELSE 'default' END
        AS "replicaIdentity",
      CASE WHEN NOT t.relrowsecurity THEN 'off' WHEN t.relforcerowsecurity THEN 'forced' ELSE 'on' END AS "rowSecurity",
      t.oid::text AS identity, note.description AS comment
    FROM own_table t LEFT JOIN pg_am am ON am.oid = t.relam ${joinComment('pg_class', 't.oid')}`,
  object: ({ schema, name, identity, ...attributes }, canonical) => ({
    id: { kind: 'table', schema, name },
    attributes,
    canonical: {
      ofType: attributes.ofType && canonical.expression(attributes.ofType),
      partitionBy: attributes.partitionBy && canonical.expression(attributes.partitionBy),
    },
    parent: objectKey({ kind: 'schema', name: schema }),
    hints: { identity, position: null },
  }),
})
