import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, scope } from '../scope.ts'
import { ownSequence, type SequenceParameters, sequenceParameters } from '../sequences.ts'

interface Row extends SequenceParameters {
  readonly schema: string
  readonly name: string
  readonly table: string | null
  readonly tableSchema: string | null
  readonly column: string | null
  readonly ownedBy: string
  readonly comment: string | null
}

/** Sequences that are no part of a column: owned by none, or owned by one that does not draw from it. */
export const sequences = family<Row>({
  attributes: {
    sequence: {
      type: '`smallint`, `integer` or `bigint`',
      start: 'the first number',
      increment: 'what is added for the next number',
      minimum: 'the smallest number',
      maximum: 'the largest number',
      cache: 'how many numbers a session takes at once',
      cycle: 'does it begin again at its end?',
      ownedBy: 'the column it is dropped with, with its schema; null without one',
    },
  },
  sql: () => `
    WITH ${scope}, ${ownSequence}
    SELECT n.name AS schema, x.relname AS name, ${sequenceParameters},
      r.relname AS table, rn.nspname AS "tableSchema", a.attname AS column,
      concat_ws('.', quote_ident(rn.nspname), quote_ident(r.relname), quote_ident(a.attname)) AS "ownedBy", note.description AS comment
    FROM pg_sequence s JOIN pg_class x ON x.oid = s.seqrelid JOIN own_schema n ON n.oid = x.relnamespace
    LEFT JOIN pg_depend owned ON owned.classid = 'pg_class'::regclass AND owned.objid = x.oid
      AND owned.refclassid = 'pg_class'::regclass AND owned.refobjsubid > 0 AND owned.deptype IN ('a', 'i')
    LEFT JOIN own_table r ON r.oid = owned.refobjid
    LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = owned.refobjsubid
    ${joinComment('pg_class', 'x.oid')}
    WHERE ${ownObject('pg_class', 'x.oid')} AND (owned.objid IS NULL OR r.oid IS NOT NULL)
      AND NOT EXISTS (SELECT FROM own_sequence o WHERE o.sequence = x.oid)`,
  object: ({ schema, name, table, tableSchema, column, ownedBy, ...parameters }) => {
    const owner =
      table === null || tableSchema === null || column === null ? null : { table, tableSchema, column }
    return {
      id: { kind: 'sequence', schema, name },
      attributes: {
        ...parameters,
        ownedBy: owner && ownedBy,
      },
      canonical: {},
      parent: owner
        ? objectKey({ kind: 'column', schema: owner.tableSchema, table: owner.table, name: owner.column })
        : objectKey({ kind: 'schema', name: schema }),
    }
  },
})
