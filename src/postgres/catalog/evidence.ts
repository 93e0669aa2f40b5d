import pg from 'pg'
import { type Answer, type Evidence, type Question, questionKey } from '../../model/evidence.ts'
import { compareObjects, objectKey, type SchemaMemberId, type TableMemberId } from '../../model/object.ts'
import type { Connection } from '../server.ts'
import { queryOf } from './key-questions.ts'
import { attempt, readOnly } from './session.ts'

/** For the questions about one table, in milliseconds; a table that takes longer is not measured. */
const timeout = 30_000

/** A count that answers a part of a question: of the rows of a table that meet a condition. */
interface Count {
  readonly question: Question
  readonly table: Pick<SchemaMemberId, 'schema' | 'name'>
  /** Null where it is not about one. */
  readonly column: TableMemberId | null
  readonly condition: string
}

/**
 * Asks the rows. One query a table, and one for each key and foreign key, in one read-only transaction; nothing but
 * counts comes back.
 * @returns what could be measured; the rest (no such column, too slow) is not in it.
 * @throws an error of the network
 */
export async function gatherEvidence(
  connection: Connection,
  questions: readonly Question[],
): Promise<Evidence> {
  const asked = [...new Map(questions.map((question) => [questionKey(question), question])).values()]
  if (asked.length === 0) return new Map()
  return readOnly(connection, timeout, async (client) => {
    const enums = asked.flatMap((question) => (question.kind === 'labels' ? [question.enum] : []))
    const counts = toCounts(asked, await enumColumns(client, enums))
    const counted = new Map<Count, number | null>()
    for (const table of byTable(counts)) {
      const rows = await countRows(client, table)
      for (const [index, count] of table.entries()) counted.set(count, rows?.[index] ?? null)
    }
    const alone = new Map<string, Answer>()
    for (const question of asked) {
      const query = queryOf(question)
      const found = query && (await attempt<{ rows: string; keys: string }>(client, query))
      const [only] = found || []
      if (only)
        alone.set(questionKey(question), { rows: Number(only.rows), columns: [], keys: Number(only.keys) })
    }
    const answers = asked.map((question) => {
      if (queryOf(question) !== null)
        return [questionKey(question), alone.get(questionKey(question)) ?? null] as const
      const parts = counts.filter((count) => count.question === question)
      return [
        questionKey(question),
        sum(parts.map((part) => [part.column, counted.get(part) ?? null])),
      ] as const
    })
    return new Map(answers.flatMap(([key, answer]) => (answer === null ? [] : [[key, answer]])))
  })
}

interface EnumColumn extends TableMemberId {
  readonly enum: string
  readonly array: boolean
}

/** The columns of these enums and of arrays of them; partitions are counted with their parent. */
async function enumColumns(
  client: pg.Client,
  enums: readonly SchemaMemberId[],
): Promise<readonly EnumColumn[]> {
  if (enums.length === 0) return []
  const { rows } = await client.query<
    Record<'schema' | 'table' | 'name' | 'enumSchema' | 'enumName', string> & { array: boolean }
  >(
    `SELECT n.nspname AS schema, c.relname AS table, a.attname AS name, a.atttypid <> e.oid AS array,
       en.nspname AS "enumSchema", e.typname AS "enumName"
     FROM pg_type e
     JOIN pg_namespace en ON en.oid = e.typnamespace
     JOIN pg_attribute a ON a.atttypid IN (e.oid, e.typarray) AND a.attnum > 0 AND NOT a.attisdropped
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE e.typtype = 'e' AND (en.nspname, e.typname) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [enums.map(({ schema }) => schema), enums.map(({ name }) => name)],
  )
  return rows.map(({ schema, table, name, array, enumSchema, enumName }) => ({
    kind: 'column',
    schema,
    table,
    name,
    array,
    enum: objectKey({ kind: 'enum', schema: enumSchema, name: enumName }),
  }))
}

function toCounts(questions: readonly Question[], columns: readonly EnumColumn[]): readonly Count[] {
  return questions.flatMap((question): readonly Count[] => {
    if (question.kind === 'duplicates' || question.kind === 'orphans') return []
    if (question.kind === 'rows')
      return [{ question, table: question.table, column: null, condition: 'true' }]
    if (question.kind === 'violations')
      return [{ question, table: question.table, column: null, condition: `NOT (${question.expression})` }]
    if (question.kind !== 'labels') {
      const { column } = question
      const name = pg.escapeIdentifier(column.name)
      const condition =
        question.kind === 'longer'
          ? `length(${name}::text) > ${question.length}`
          : `${name} IS ${question.kind === 'nulls' ? '' : 'NOT '}NULL`
      return [{ question, table: { schema: column.schema, name: column.table }, column, condition }]
    }
    const labels = `ARRAY[${question.labels.map(pg.escapeLiteral).join(', ')}]::text[]`
    return columns
      .filter((column) => column.enum === objectKey(question.enum))
      .map(({ schema, table, name, array }) => {
        const value = pg.escapeIdentifier(name)
        const condition = array ? `${value}::text[] && ${labels}` : `${value}::text = ANY (${labels})`
        const column = { kind: 'column', schema, table, name } as const
        return { question, table: { schema, name: table }, column, condition }
      })
  })
}

function byTable(counts: readonly Count[]): readonly (readonly Count[])[] {
  const tables = new Map<string, Count[]>()
  for (const count of counts) {
    const key = JSON.stringify([count.table.schema, count.table.name])
    tables.set(key, [...(tables.get(key) ?? []), count])
  }
  return [...tables.values()]
}

/** One scan of a table for all its counts; where that fails, each is tried alone. */
async function countRows(
  client: pg.Client,
  counts: readonly Count[],
): Promise<readonly (number | null)[] | null> {
  const [first] = counts
  if (first === undefined) return []
  const { schema, name } = first.table
  const columns = counts.map(({ condition }, index) => `count(*) FILTER (WHERE ${condition}) AS "${index}"`)
  const rows = await attempt<Record<string, string>>(
    client,
    `SELECT ${columns.join(', ')} FROM ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
  )
  if (rows !== null) return counts.map((_, index) => Number(rows[0]?.[index]))
  if (counts.length === 1) return null
  const alone: (number | null)[] = []
  for (const count of counts) alone.push((await countRows(client, [count]))?.[0] ?? null)
  return alone
}

/** One answer of its parts; null when one of them was not measured. */
function sum(parts: readonly (readonly [TableMemberId | null, number | null])[]): Answer | null {
  let rows = 0
  const columns: TableMemberId[] = []
  for (const [column, count] of parts) {
    if (count === null) return null
    rows += count
    if (count > 0 && column) columns.push(column)
  }
  return { rows, columns: columns.sort(compareObjects), keys: null }
}
