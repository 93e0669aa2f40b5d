import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly permissive: boolean
  readonly command: string
  readonly roles: readonly string[]
  readonly using: string | null
  readonly check: string | null
  readonly comment: string | null
}

/** https://www.postgresql.org/docs/current/catalog-pg-policy.html */
export const policies = family<Row>({
  attributes: {
    policy: {
      permissive: 'false for AS RESTRICTIVE',
      command: '`ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`',
      roles: 'the roles it holds for, sorted; `public` for all',
      using: 'the condition of USING, for rows that are there; else null',
      check: 'the condition of WITH CHECK, for rows that are written; else null',
    },
  },
  sql: () => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, p.polname AS name, p.polpermissive AS permissive,
      CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
        ELSE 'ALL' END AS command,
      ARRAY(SELECT CASE o WHEN 0 THEN 'public' ELSE pg_get_userbyid(o)::text END COLLATE "C"
        FROM unnest(p.polroles) o ORDER BY 1) AS roles,
      pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
      note.description AS comment
    FROM own_table t JOIN pg_policy p ON p.polrelid = t.oid ${joinComment('pg_policy', 'p.oid')}`,
  object: ({ schema, table, name, ...attributes }, canonical) => ({
    id: { kind: 'policy', schema, table, name },
    attributes,
    canonical: {
      using: attributes.using && canonical.expression(attributes.using),
      check: attributes.check && canonical.expression(attributes.check),
    },
    parent: objectKey({ kind: 'table', schema, name: table }),
  }),
})
