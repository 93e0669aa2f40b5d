import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly expression: string
  readonly columns: readonly string[]
  readonly validated: boolean
  readonly noInherit: boolean
  readonly enforced: boolean
  readonly comment: string | null
}

/** The checks of tables. What a table inherits is its parent's, and the checks of domains are part of them. */
export const checks = family<Row>({
  attributes: {
    check: {
      expression: 'what must not be false',
      columns: 'the columns it names, sorted',
      validated: 'false for NOT VALID',
      noInherit: 'NO INHERIT?',
      enforced: 'false for NOT ENFORCED',
    },
  },
  sql: (major) => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, c.conname AS name, pg_get_expr(c.conbin, c.conrelid) AS expression,
      ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) ORDER BY a.attname COLLATE "C") AS columns,
      c.convalidated AS validated, c.connoinherit AS "noInherit",
      ${major >= 18 ? 'c.conenforced' : 'true'} AS enforced, note.description AS comment
    FROM own_table t
    JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'c' AND c.coninhcount = 0
    ${joinComment('pg_constraint', 'c.oid')}`,
  object: ({ schema, table, name, ...attributes }, canonical) => ({
    id: { kind: 'check', schema, table, name },
    attributes,
    canonical: { expression: canonical.expression(attributes.expression) },
    parent: objectKey({ kind: 'table', schema, name: table }),
  }),
})
