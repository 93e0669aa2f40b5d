import { qualifiedName } from './scope.ts'

/** What the columns of an index are; each list has one element a column of the key, and `include` the others. */
export interface Key {
  readonly columns: readonly string[]
  readonly expressions: readonly boolean[]
  readonly include: readonly string[]
  readonly operatorClasses: readonly string[]
  readonly orders: readonly string[]
  readonly nulls: readonly string[]
  readonly collations: readonly string[]
}

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

/**
 * The columns of an index `i` of pg_index, as `Key`: a query that gives one row, to stand behind LATERAL.
 * `pg_get_indexdef` of one column leaves out all but the column, so the rest is read from pg_index.
 * https://www.postgresql.org/docs/current/catalog-pg-index.html
 * @param major of the server
 */
export const keys = (major: number) => `
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
      CASE WHEN o.oid IS NULL OR ${major >= 13 ? 'own.attoptions IS NULL AND' : ''} (${isDefaultClass('coalesce(a.atttypid, own.atttypid)')}) THEN ''
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

/** An expression among the columns of an index, in round brackets; it is given as `pg_get_indexdef` prints it. */
export function bracketed(expression: string): string {
  return expression.startsWith('(') ? expression : `(${expression})`
}
