import type pg from 'pg'
import type { SchemaMemberId } from '../../model/object.ts'
import { scope } from './scope.ts'

/** Reads which views and materialized views there are: they are not compared, but a model may stand for one. */
export async function readViews(client: pg.Client): Promise<readonly SchemaMemberId[]> {
  const { rows } = await client.query<SchemaMemberId>(`
    WITH ${scope}
    SELECT CASE relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END AS kind, schema, name
    FROM own_relation WHERE relkind IN ('v', 'm')
    ORDER BY schema COLLATE "C", name COLLATE "C"`)
  return rows
}
