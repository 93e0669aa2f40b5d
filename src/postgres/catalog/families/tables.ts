import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly persistence: string
  readonly partitionBy: string | null
  readonly inherits: readonly string[]
  readonly options: readonly string[]
  readonly replicaIdentity: string
  readonly comment: string | null
}

export const tables = family<Row>({
  attributes: {
    table: {
      persistence: '`permanent` or `unlogged`',
      partitionBy: 'how a partitioned table is divided, as in `RANGE (day)`; null for a plain one',
      inherits: 'the tables it inherits from, in order, with their schemas',
      options: 'storage parameters, as in `fillfactor=70`; sorted',
      replicaIdentity: '`default`, `nothing`, `full` or `index`',
    },
  },
  sql: () => `
    WITH ${scope}
    SELECT t.schema, t.name,
      CASE t.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END AS persistence,
      CASE t.relkind WHEN 'p' THEN pg_get_partkeydef(t.oid) END AS "partitionBy",
      ARRAY(SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = t.oid ORDER BY i.inhseqno) AS inherits,
      ARRAY(SELECT o FROM unnest(t.reloptions) o ORDER BY o COLLATE "C") AS options,
      CASE t.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' ELSE 'default' END
        AS "replicaIdentity", note.description AS comment
    FROM own_table t ${joinComment('pg_class', 't.oid')}`,
  object: ({ schema, name, ...attributes }, canonical) => ({
    id: { kind: 'table', schema, name },
    attributes,
    canonical: { partitionBy: attributes.partitionBy && canonical.expression(attributes.partitionBy) },
    parent: objectKey({ kind: 'schema', name: schema }),
  }),
})
