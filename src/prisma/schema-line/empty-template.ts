import pg from 'pg'
import { firstUserOid, ownObject } from '../../postgres/catalog/scope.ts'
import type { SchemaScript } from './script.ts'
import type { QualifiedName } from './statement.ts'

/** DROP statements take that many objects each, so that the lock table is never full. */
const batch = 100

interface Droppable {
  readonly command: 'MATERIALIZED VIEW' | 'VIEW' | 'TABLE' | 'FOREIGN TABLE' | 'SEQUENCE' | 'TYPE'
  readonly schema: string
  readonly name: string
  /** Does schema.prisma decide about objects of this kind? */
  readonly decided: boolean
}

/** In the order in which the least is dropped by way of something else. */
const commands = ['MATERIALIZED VIEW', 'VIEW', 'TABLE', 'FOREIGN TABLE', 'SEQUENCE', 'TYPE'] as const

const droppables = `
  WITH own_schema AS (
    SELECT oid, nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  )
  SELECT CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'v' THEN 'VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
      WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS command,
    s.name AS schema, c.relname AS name, c.relkind NOT IN ('S', 'c') AS decided
  FROM pg_class c JOIN own_schema s ON s.oid = c.relnamespace
  WHERE c.relkind IN ('m', 'v', 'f', 'S', 'c', 'r', 'p') AND NOT c.relispartition AND ${ownObject('pg_class', 'c.oid')}
  UNION ALL
  SELECT 'TYPE', s.name, t.typname, t.typtype = 'e'
  FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
  WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'b' AND t.typcategory <> 'A') AND ${ownObject('pg_type', 't.oid')}`

/**
 * Takes out of a clone all that schema.prisma decides about: views, tables and enums, and whatever else bears a
 * name that the script will give. Functions, domains, composites and so on stay, for the script to refer to; so
 * do tables and enums that it only refers to, and what belongs to extensions. Event triggers go, as they would
 * answer to the script.
 * @param schema where names without a schema live
 */
export async function emptyTemplate(client: pg.Client, script: SchemaScript, schema: string): Promise<void> {
  await dropEventTriggers(client)
  const isCreated = among(script.created, schema)
  const isForeign = among(script.foreign, schema)
  const { rows } = await client.query<Droppable>(droppables)
  const dropped = rows.filter((object) => (object.decided ? !isForeign(object) : isCreated(object)))
  for (const command of commands) {
    const names = dropped
      .filter((object) => object.command === command)
      .map((object) => `${pg.escapeIdentifier(object.schema)}.${pg.escapeIdentifier(object.name)}`)
    for (let at = 0; at < names.length; at += batch) {
      await client.query(`DROP ${command} IF EXISTS ${names.slice(at, at + batch).join(', ')} CASCADE`)
    }
  }
}

async function dropEventTriggers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT t.evtname AS name FROM pg_event_trigger t
     WHERE t.oid >= ${firstUserOid} AND ${ownObject('pg_event_trigger', 't.oid')}`,
  )
  for (const { name } of rows) await client.query(`DROP EVENT TRIGGER ${pg.escapeIdentifier(name)}`)
}

function among(names: readonly QualifiedName[], schema: string): (object: Droppable) => boolean {
  const known = new Set(names.map((name) => JSON.stringify([name.schema ?? schema, name.name])))
  return (object) => known.has(JSON.stringify([object.schema, object.name]))
}
