import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly columns: readonly string[]
  readonly targetSchema: string
  readonly targetTable: string
  readonly targetColumns: readonly string[]
  readonly onUpdate: string
  readonly onDelete: string
  readonly onDeleteColumns: readonly string[]
  readonly match: string
  readonly validated: boolean
  readonly enforced: boolean
  readonly deferrable: boolean
  readonly initiallyDeferred: boolean
  readonly period: boolean
  readonly comment: string | null
}

const action = (column: string) => `CASE ${column} WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
  WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END`

const names = (table: string, numbers: string) => `ARRAY(SELECT a.attname::text
  FROM unnest(${numbers}) WITH ORDINALITY k(number, place)
  JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.number ORDER BY k.place)`

export const foreignKeys = family<Row>({
  attributes: {
    'foreign-key': {
      columns: 'in the order of the key',
      targetSchema: 'the schema of the table it points to',
      targetTable: 'the table it points to',
      targetColumns: 'the columns it points to, each for the one in the same place of `columns`',
      onUpdate: '`NO ACTION`, `RESTRICT`, `CASCADE`, `SET NULL` or `SET DEFAULT`',
      onDelete: 'as `onUpdate`',
      onDeleteColumns: 'the columns that ON DELETE SET … is limited to; empty for all',
      match: '`SIMPLE`, `FULL` or `PARTIAL`',
      validated: 'false for NOT VALID',
      enforced: 'false for NOT ENFORCED',
      deferrable: 'DEFERRABLE?',
      initiallyDeferred: 'INITIALLY DEFERRED?',
      period: 'is the last column a PERIOD?',
    },
  },
  sql: (major) => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, c.conname AS name, ${names('c.conrelid', 'c.conkey')} AS columns,
      n.nspname AS "targetSchema", f.relname AS "targetTable",
      ${names('c.confrelid', 'c.confkey')} AS "targetColumns",
      ${action('c.confupdtype')} AS "onUpdate", ${action('c.confdeltype')} AS "onDelete",
      ${major >= 15 ? names('c.conrelid', 'c.confdelsetcols') : `'{}'::text[]`} AS "onDeleteColumns",
      CASE c.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' ELSE 'SIMPLE' END AS match,
      c.convalidated AS validated, ${major >= 18 ? 'c.conenforced' : 'true'} AS enforced,
      c.condeferrable AS deferrable, c.condeferred AS "initiallyDeferred",
      ${major >= 18 ? 'c.conperiod' : 'false'} AS period,
      note.description AS comment
    FROM own_table t
    JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f' AND c.conparentid = 0
    JOIN pg_class f ON f.oid = c.confrelid
    JOIN pg_namespace n ON n.oid = f.relnamespace
    ${joinComment('pg_constraint', 'c.oid')}`,
  object: ({ schema, table, name, ...attributes }) => ({
    id: { kind: 'foreign-key', schema, table, name },
    attributes,
    canonical: {},
    parent: objectKey({ kind: 'table', schema, name: table }),
  }),
})
