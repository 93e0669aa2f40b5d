/** Is this object no member of an extension? `catalog` is the catalog's name, `oid` an expression. */
export function ownObject(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend e
    WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`
}

/** Objects that initdb made have smaller identifiers: https://www.postgresql.org/docs/current/system-catalog-initial-data.html */
export const firstUserOid = 16384

/**
 * What a reader looks at, to stand behind WITH: `own_schema`, and `own_relation` (tables, views and so on) in
 * it. Left out are the system's schemas, members of extensions, partitions (their parent stands for them) and
 * the table in which Prisma keeps its history.
 */
export const scope = `
  own_schema AS (
    SELECT oid, nspname AS name FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  ),
  own_relation AS (
    SELECT c.*, s.name AS schema, c.relname AS name
    FROM pg_class c JOIN own_schema s ON s.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND c.relname <> '_prisma_migrations' AND ${ownObject('pg_class', 'c.oid')}
  ),
  own_table AS (
    SELECT * FROM own_relation WHERE relkind IN ('r', 'p')
  )`

/** What initdb says of `public`, and older dumps carry along. */
export const publicComment = 'standard public schema'

/** The name of a collation, operator class and so on: with its schema, unless that is pg_catalog. */
export function qualifiedName(schema: string, name: string): string {
  return `CASE WHEN ${schema} = 'pg_catalog' THEN quote_ident(${name})
    ELSE quote_ident(${schema}) || '.' || quote_ident(${name}) END`
}

/**
 * Joins what COMMENT ON says of an object, as `note.description`. `oid` and `column` are expressions; the column's
 * number is 0 for all but columns. https://www.postgresql.org/docs/current/catalog-pg-description.html
 */
export function joinComment(catalog: string, oid: string, column = '0', alias = 'note'): string {
  return `LEFT JOIN pg_description ${alias} ON ${alias}.classoid = '${catalog}'::regclass
    AND ${alias}.objoid = ${oid} AND ${alias}.objsubid = ${column}`
}
