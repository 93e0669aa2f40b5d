import pg from 'pg'
import { countOf, type Failing, failingTable, tryWithoutRows } from './table.ts'

/** A USING that only casts the column, which is what an assignment does too. */
const plainCast = /\bUSING\s+\(?\s*(?:"[^"]+"|\w+)(?:\s*::\s*[\w". ]+(?:\([\d,\s]+\))?(?:\[\])?)+\s*\)?/gi

/**
 * Rows whose value does not become the column's new type.
 * @returns null when the statement changes no type, or changes it by an expression of its own.
 */
export async function castRows(client: pg.Client, failing: Failing): Promise<number | null> {
  const table = await failingTable(client, failing)
  if (!table || /\bUSING\b/i.test(failing.statement.replace(plainCast, ''))) return null
  const tried = await tryWithoutRows(client, table, failing.statement)
  if (!tried) return null
  const { rows: changed } = await client.query<{ name: string; before: string; after: string }>(
    `SELECT b.attname AS name, format_type(b.atttypid, b.atttypmod) AS before, format_type(a.atttypid, a.atttypmod) AS after
     FROM pg_catalog.pg_attribute b JOIN pg_catalog.pg_attribute a USING (attname)
     WHERE b.attrelid = $1 AND a.attrelid = $2 AND b.attnum > 0 AND NOT b.attisdropped
       AND (b.atttypid, b.atttypmod) IS DISTINCT FROM (a.atttypid, a.atttypmod)
     ORDER BY b.attnum`,
    [tried.full.oid, tried.empty.oid],
  )
  if (changed.length === 0) return null
  const fails: string[] = []
  for (const [index, { name, before, after }] of changed.entries()) {
    await client.query(fitsFunction(`fits_${index}`, before, after))
    const column = pg.escapeIdentifier(name)
    fails.push(`(${column} IS NOT NULL AND NOT pg_temp.fits_${index}(${column}))`)
  }
  const count = await countOf(client, `SELECT count(*) FROM ${tried.full.sql} WHERE ${fails.join(' OR ')}`)
  return count === 0 ? null : count
}

/** Tries one value at a time: before 16 Postgres has no way to ask without failing. */
function fitsFunction(name: string, before: string, after: string): string {
  return `CREATE FUNCTION pg_temp.${name}(value ${before}) RETURNS boolean LANGUAGE plpgsql AS $body$
    DECLARE result ${after};
    BEGIN
      result := value;
      RETURN true;
    EXCEPTION WHEN data_exception THEN
      RETURN false;
    END $body$`
}
