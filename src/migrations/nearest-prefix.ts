import type pg from 'pg'
import type { Catalog } from '../model/catalog.ts'
import type { Migration } from '../model/migration.ts'
import { readLines } from '../postgres/catalog/read-lines.ts'
import { scope } from '../postgres/catalog/scope.ts'
import { withClient } from '../postgres/client.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { type ApplyOptions, replayMigrations } from './apply-migrations.ts'

export interface PrefixRequest {
  readonly server: Pick<Server, 'createDatabase'>
  readonly production: Connection
  readonly migrations: readonly Migration[]
  readonly options: ApplyOptions
  /** How many objects differ. */
  readonly distance: (a: Catalog, b: Catalog) => number
}

export interface Prefix {
  /** Of how many migrations. */
  readonly length: number
  readonly distance: number
}

/** So many prefixes are read in full and held against production; of hundreds, the others are only sketched. */
const most = 5

/**
 * Finds the prefix of the history that makes what is nearest to a production without records. Of equally near ones
 * the longest: what changes rows alone counts as run.
 * @returns null when production has no table, so that nothing can have been run.
 * @throws an error of the network, or the signal's reason.
 */
export async function nearestPrefix(request: PrefixRequest): Promise<Prefix | null> {
  const { server, production, migrations, options, distance } = request
  const goal = await withClient(production, readSketch)
  if (!goal.some((line) => line.startsWith('table '))) return null
  const lengths = candidates(await sketchPrefixes(request, goal))
  const database = await server.createDatabase('prefix')
  let best: Prefix | null = null
  const measure = async (length: number) => {
    if (!lengths.has(length)) return
    const lines = { production, applied: database, history: null, deployed: null, schema: null }
    const read = await readLines(lines)
    if (!read.production || !read.applied) return
    const found = distance(read.production, read.applied)
    if (!best || found <= best.distance) best = { length, distance: found }
  }
  await measure(0)
  await replayMigrations(database, migrations.slice(0, Math.max(...lengths)), options, measure)
  return best
}

/** How far the sketch of each prefix is from production's, from the empty one on. */
async function sketchPrefixes(
  { server, migrations, options }: PrefixRequest,
  goal: readonly string[],
): Promise<readonly number[]> {
  const database = await server.createDatabase('prefixes')
  return withClient(database, async (client) => {
    await client.query("SET search_path = ''; CREATE TEMP TABLE goal (line text PRIMARY KEY)")
    await client.query('INSERT INTO pg_temp.goal SELECT DISTINCT unnest($1::text[])', [goal])
    const distances: number[] = []
    const measure = async () => {
      const { rows } = await client.query<{ distance: number }>(
        `WITH ${scope}, now AS (${sketch}) SELECT count(*)::int AS distance
         FROM now FULL JOIN pg_temp.goal USING (line) WHERE now.line IS NULL OR goal.line IS NULL`,
      )
      distances.push(rows[0]?.distance ?? 0)
    }
    await measure()
    await replayMigrations(database, migrations, options, measure)
    return distances
  })
}

/** The lengths of the nearest, the longer first where they are equally near. */
function candidates(distances: readonly number[]): ReadonlySet<number> {
  const ranked = [...distances.keys()].toSorted((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || b - a)
  return new Set(ranked.slice(0, most))
}

async function readSketch(client: pg.Client): Promise<readonly string[]> {
  await client.query("SET search_path = ''")
  const { rows } = await client.query<{ line: string }>(`WITH ${scope} ${sketch}`)
  return rows.map(({ line }) => line)
}

/** A database in lines that are quick to make: what there is, and of columns the type. */
const sketch = `
  SELECT 'table ' || r.schema || '.' || r.name AS line FROM own_table r
  UNION SELECT 'view ' || r.schema || '.' || r.name FROM own_relation r WHERE r.relkind NOT IN ('r', 'p')
  UNION SELECT 'column ' || r.schema || '.' || r.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || ' ' || a.attnotnull || a.atthasdef
    FROM own_relation r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION SELECT 'index ' || r.schema || '.' || r.name || '.' || i.relname
    FROM own_relation r JOIN pg_index x ON x.indrelid = r.oid JOIN pg_class i ON i.oid = x.indexrelid
  UNION SELECT 'constraint ' || r.schema || '.' || r.name || '.' || c.conname
    FROM own_table r JOIN pg_constraint c ON c.conrelid = r.oid WHERE c.contype <> 'n'
  UNION SELECT 'trigger ' || r.schema || '.' || r.name || '.' || t.tgname
    FROM own_table r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
  UNION SELECT 'label ' || s.name || '.' || t.typname || '.' || e.enumlabel
    FROM own_schema s JOIN pg_type t ON t.typnamespace = s.oid JOIN pg_enum e ON e.enumtypid = t.oid
  UNION SELECT 'function ' || s.name || '.' || p.proname || ' ' || md5(p.prosrc)
    FROM own_schema s JOIN pg_proc p ON p.pronamespace = s.oid`
