import type pg from 'pg'
import { countOf, type Failing, failingTable, type Table, tryWithoutRows } from './table.ts'

/** Rows whose key another row has too. */
export function duplicateRows(client: pg.Client, failing: Failing): Promise<number | null> {
  return countByDefinition(client, failing, uniqueKey, (rows, { keys, predicate, nullsEqual }) => {
    const filled = nullsEqual ? [] : keys.map((key) => `(${key}) IS NOT NULL`)
    const where = [...filled, ...(predicate === null ? [] : [`(${predicate})`])].join(' AND ')
    return `SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM ${rows}${where && ` WHERE ${where}`}
      GROUP BY ${keys.map((key) => `(${key})`).join(', ')} HAVING count(*) > 1) AS groups`
  })
}

/** Rows that point to no row. */
export function orphanRows(client: pg.Client, failing: Failing): Promise<number | null> {
  return countByDefinition(client, failing, foreignKey, (rows, { columns, targets, target }) => {
    const filled = columns.map((column) => `f.${column} IS NOT NULL`)
    const equal = columns.map((column, index) => `p.${targets[index]} = f.${column}`)
    return `SELECT count(*) FROM ${rows} f WHERE ${filled.join(' AND ')}
      AND NOT EXISTS (SELECT FROM ${target ?? rows} p WHERE ${equal.join(' AND ')})`
  })
}

/** Rows for which a check is false. */
export function checkRows(client: pg.Client, failing: Failing): Promise<number | null> {
  return countByDefinition(
    client,
    failing,
    checkExpression,
    (rows, expression) => `SELECT count(*) FROM ${rows} WHERE NOT (${expression})`,
  )
}

type ReadDefinition<T> = (client: pg.Client, table: Table, name: string) => Promise<T | null>

/** Reads the definition that the rows break, where it exists already (VALIDATE, CONCURRENTLY) or on an empty table. */
async function countByDefinition<T>(
  client: pg.Client,
  failing: Failing,
  read: ReadDefinition<T>,
  count: (rows: string, definition: T) => string,
): Promise<number | null> {
  const table = await failingTable(client, failing)
  const name = failing.error.constraint
  if (!table || name === null) return null
  const existing = await read(client, table, name)
  if (existing !== null) return countOf(client, count(table.sql, existing))
  const tried = await tryWithoutRows(client, table, failing.statement)
  const made = tried && (await read(client, tried.empty, name))
  return made ? countOf(client, count(tried.full.sql, made)) : null
}

interface UniqueKey {
  readonly keys: readonly string[]
  readonly predicate: string | null
  readonly nullsEqual: boolean
}

async function uniqueKey(client: pg.Client, table: Table, name: string): Promise<UniqueKey | null> {
  const { rows } = await client.query<UniqueKey>(
    `SELECT ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, false)
                  FROM generate_series(1, i.indnkeyatts) AS k) AS keys,
            pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
            coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS "nullsEqual"
     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1 AND c.relname = $2 AND i.indisunique`,
    [table.oid, name],
  )
  return rows[0] ?? null
}

interface ForeignKey {
  readonly columns: readonly string[]
  readonly targets: readonly string[]
  /** Null: the table itself. */
  readonly target: string | null
}

async function foreignKey(client: pg.Client, table: Table, name: string): Promise<ForeignKey | null> {
  const names = (relation: string, key: string) =>
    `ARRAY(SELECT quote_ident(a.attname) FROM unnest(${key}) WITH ORDINALITY AS k(n, place)
           JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.n ORDER BY k.place)`
  const { rows } = await client.query<ForeignKey>(
    `SELECT ${names('conrelid', 'conkey')} AS columns, ${names('confrelid', 'confkey')} AS targets,
            CASE WHEN confrelid <> conrelid THEN confrelid::regclass::text END AS target
     FROM pg_catalog.pg_constraint WHERE conrelid = $1 AND conname = $2 AND contype = 'f'`,
    [table.oid, name],
  )
  return rows[0] ?? null
}

async function checkExpression(client: pg.Client, table: Table, name: string): Promise<string | null> {
  const { rows } = await client.query<{ expression: string }>(
    `SELECT pg_catalog.pg_get_expr(conbin, conrelid) AS expression
     FROM pg_catalog.pg_constraint WHERE conrelid = $1 AND conname = $2 AND contype = 'c'`,
    [table.oid, name],
  )
  return rows[0]?.expression ?? null
}
