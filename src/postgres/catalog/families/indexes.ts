import { objectKey } from '../../../model/object.ts'
import type { AttributeMeanings } from '../family.ts'
import { family } from '../family.ts'
import { bracketed, type Key, keys } from '../index-keys.ts'
import { joinComment, ownObject, scope } from '../scope.ts'

interface Row extends Key {
  readonly kind: 'primary-key' | 'unique' | 'index'
  readonly schema: string
  readonly table: string
  readonly parentKind: 'table' | 'materialized-view'
  readonly name: string
  readonly method: string
  readonly predicate: string | null
  readonly nullsNotDistinct: boolean
  readonly valid: boolean
  readonly constraint: boolean
  readonly deferrable: boolean
  readonly initiallyDeferred: boolean
  readonly withoutOverlaps: boolean
  readonly options: readonly string[]
  readonly comment: string | null
}

const keyMeanings = {
  columns: 'in the order of the key; an expression stands in round brackets, a column bare',
  include: 'the columns that are only stored',
  deferrable: 'DEFERRABLE?',
  initiallyDeferred: 'INITIALLY DEFERRED?',
  withoutOverlaps: 'WITHOUT OVERLAPS?',
  options: 'storage parameters, as in `fillfactor=70`; sorted',
} satisfies AttributeMeanings

const indexMeanings = {
  ...keyMeanings,
  operatorClasses: 'for each column, where it is not the default of the type; else empty',
  orders: 'for each column: `ASC` or `DESC`',
  nulls: 'for each column: `LAST` or `FIRST` (which is the default of `DESC`)',
  collations: 'for each column, where it is not the column’s own; else empty',
  unique: 'are doubles refused?',
  method: '`btree`, `hash`, `gin`, `gist`, `spgist`, `brin` or another',
  predicate: 'the condition of a partial index, else null',
  nullsNotDistinct: 'NULLS NOT DISTINCT?',
  valid: 'false where building it was broken off; a dump does not carry it',
  constraint: 'is it a constraint?',
} satisfies AttributeMeanings

/** A constraint and the index that enforces it are one object; exclusion constraints are not read here. */
export const indexes = family<Row>({
  attributes: { 'primary-key': keyMeanings, unique: indexMeanings, index: indexMeanings },
  sql: (major) => `
    WITH ${scope}
    SELECT CASE WHEN i.indisprimary THEN 'primary-key' WHEN i.indisunique THEN 'unique' ELSE 'index' END AS kind,
      t.schema, t.name AS table, CASE t.relkind WHEN 'm' THEN 'materialized-view' ELSE 'table' END AS "parentKind",
      x.relname AS name, m.amname AS method,
      pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indisvalid AS valid,
      ${major >= 15 ? 'i.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct",
      con.oid IS NOT NULL AS constraint, coalesce(con.condeferrable, false) AS deferrable,
      coalesce(con.condeferred, false) AS "initiallyDeferred",
      ${major >= 18 ? 'coalesce(con.conperiod, false)' : 'false'} AS "withoutOverlaps",
      ARRAY(SELECT o FROM unnest(x.reloptions) o ORDER BY o COLLATE "C") AS options,
      coalesce(own.description, note.description) AS comment, key.*
    FROM own_relation t
    JOIN pg_index i ON i.indrelid = t.oid
    JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_am m ON m.oid = x.relam
    LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid
      AND con.contype IN ('p', 'u', 'x')
    ${joinComment('pg_constraint', 'con.oid', '0', 'own')}
    ${joinComment('pg_class', 'x.oid')}
    CROSS JOIN LATERAL (${keys(major)}) key
    WHERE t.relkind IN ('r', 'p', 'm') AND con.contype IS DISTINCT FROM 'x' AND ${ownObject('pg_class', 'x.oid')}`,
  object: (row, canonical) => {
    const {
      kind,
      schema,
      table,
      parentKind,
      name,
      expressions,
      predicate,
      collations,
      operatorClasses,
      ...rest
    } = row
    const { orders, nulls, method, nullsNotDistinct, valid, constraint, ...key } = rest
    const texts = row.columns.map((text, index) => (expressions[index] ? bracketed(text) : text))
    const canonicalColumns = row.columns.map((text, index) =>
      expressions[index] ? bracketed(canonical.expression(text)) : text,
    )
    const common = {
      id: { kind, schema, table, name },
      parent: objectKey({ kind: parentKind, schema, name: table }),
    }
    if (kind === 'primary-key') return { ...common, attributes: key, canonical: {} }
    return {
      ...common,
      attributes: {
        ...key,
        columns: texts,
        operatorClasses,
        orders,
        nulls,
        collations,
        unique: kind === 'unique',
        method,
        predicate,
        nullsNotDistinct,
        valid,
        constraint,
      },
      canonical: {
        columns: canonicalColumns,
        operatorClasses: operatorClasses.map(canonical.expression),
        collations: collations.map(canonical.expression),
        predicate: predicate && canonical.expression(predicate),
      },
    }
  },
})
