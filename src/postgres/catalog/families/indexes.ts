import { objectKey } from '../../../model/object.ts'
import type { AttributeMeanings } from '../family.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, qualifiedName, scope } from '../scope.ts'

interface Key {
  readonly columns: readonly string[]
  readonly expressions: readonly boolean[]
  readonly operatorClasses: readonly string[]
  readonly orders: readonly string[]
  readonly nulls: readonly string[]
  readonly collations: readonly string[]
}

interface Row extends Key {
  readonly kind: 'primary-key' | 'unique' | 'index'
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly include: readonly string[]
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

/**
 * Is operator class `o` the one that a column of this type gets when none is named? Aliases (`varchar_ops`) are
 * their default. https://www.postgresql.org/docs/current/indexes-opclass.html
 */
const isDefaultClass = (
  type: string,
) => `o.opcdefault AND o.opcintype = ${type} OR EXISTS (SELECT FROM pg_opclass d
  WHERE d.opcmethod = o.opcmethod AND d.opcfamily = o.opcfamily AND d.opcintype = o.opcintype AND d.opcdefault
    AND (d.opcintype = ${type} OR NOT EXISTS (SELECT FROM pg_opclass x
      WHERE x.opcmethod = o.opcmethod AND x.opcdefault AND x.opcintype = ${type})))`

/** `pg_get_indexdef` of one column leaves out all but the column, so the rest is read from pg_index. */
const keys = (major: number) => `
  SELECT
    array_agg(text) FILTER (WHERE is_key) AS columns,
    array_agg(is_expression) FILTER (WHERE is_key) AS expressions,
    coalesce(array_agg(text) FILTER (WHERE NOT is_key), '{}') AS include,
    array_agg(operator_class) FILTER (WHERE is_key) AS "operatorClasses",
    array_agg(CASE WHEN option & 1 = 1 THEN 'DESC' ELSE 'ASC' END) FILTER (WHERE is_key) AS orders,
    array_agg(CASE WHEN option & 2 = 2 THEN 'FIRST' ELSE 'LAST' END) FILTER (WHERE is_key) AS nulls,
    array_agg(collation_name) FILTER (WHERE is_key) AS collations
  FROM (
    SELECT k.place <= i.indnkeyatts AS is_key, a.attname IS NULL AS is_expression, k.option,
      CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k.place::int, false)
        ELSE a.attname::text END AS text,
      CASE WHEN o.oid IS NULL OR ${isDefaultClass('coalesce(a.atttypid, own.atttypid)')} THEN ''
        ELSE ${qualifiedName('os.nspname', 'o.opcname')} END
        ${major >= 13 ? `|| coalesce(' (' || array_to_string(own.attoptions, ', ') || ')', '')` : ''} AS operator_class,
      CASE WHEN k.collated IN (0, coalesce(a.attcollation, y.typcollation)) THEN ''
        ELSE ${qualifiedName('cs.nspname', 'c.collname')} END AS collation_name
    FROM unnest(i.indkey::int2[], i.indclass::oid[], i.indoption::int2[], i.indcollation::oid[])
      WITH ORDINALITY k(number, class, option, collated, place)
    JOIN pg_attribute own ON own.attrelid = i.indexrelid AND own.attnum = k.place
    JOIN pg_type y ON y.oid = own.atttypid
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number <> 0
    LEFT JOIN pg_opclass o ON o.oid = k.class
    LEFT JOIN pg_namespace os ON os.oid = o.opcnamespace
    LEFT JOIN pg_collation c ON c.oid = k.collated
    LEFT JOIN pg_namespace cs ON cs.oid = c.collnamespace
    ORDER BY k.place
  ) keys`

/** A constraint and the index that enforces it are one object; exclusion constraints are not read here. */
export const indexes = family<Row>({
  attributes: { 'primary-key': keyMeanings, unique: indexMeanings, index: indexMeanings },
  sql: (major) => `
    WITH ${scope}
    SELECT CASE WHEN i.indisprimary THEN 'primary-key' WHEN i.indisunique THEN 'unique' ELSE 'index' END AS kind,
      t.schema, t.name AS table, x.relname AS name, m.amname AS method,
      pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indisvalid AS valid,
      ${major >= 15 ? 'i.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct",
      con.oid IS NOT NULL AS constraint, coalesce(con.condeferrable, false) AS deferrable,
      coalesce(con.condeferred, false) AS "initiallyDeferred",
      ${major >= 18 ? 'coalesce(con.conperiod, false)' : 'false'} AS "withoutOverlaps",
      ARRAY(SELECT o FROM unnest(x.reloptions) o ORDER BY o COLLATE "C") AS options,
      coalesce(own.description, note.description) AS comment, key.*
    FROM own_table t
    JOIN pg_index i ON i.indrelid = t.oid
    JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_am m ON m.oid = x.relam
    LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid
      AND con.contype IN ('p', 'u', 'x')
    ${joinComment('pg_constraint', 'con.oid', '0', 'own')}
    ${joinComment('pg_class', 'x.oid')}
    CROSS JOIN LATERAL (${keys(major)}) key
    WHERE con.contype IS DISTINCT FROM 'x' AND ${ownObject('pg_class', 'x.oid')}`,
  object: (row, canonical) => {
    const { kind, schema, table, name, expressions, predicate, collations, operatorClasses, ...rest } = row
    const { orders, nulls, method, nullsNotDistinct, valid, constraint, ...key } = rest
    const texts = row.columns.map((text, index) => (expressions[index] ? bracketed(text) : text))
    const canonicalColumns = row.columns.map((text, index) =>
      expressions[index] ? bracketed(canonical.expression(text)) : text,
    )
    const common = {
      id: { kind, schema, table, name },
      parent: objectKey({ kind: 'table', schema, name: table }),
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

function bracketed(expression: string): string {
  return expression.startsWith('(') ? expression : `(${expression})`
}
