import type { SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { dollarQuoted, literal, qualified, tableOf } from './names.ts'

/** A block of PL/pgSQL; statements without their semicolons. */
export function block(lines: readonly string[], declarations: readonly string[] = []): string {
  const body = [
    ...(declarations.length === 0 ? [] : ['DECLARE', ...declarations.map((each) => `  ${each};`)]),
    'BEGIN',
    ...lines.map((line) => `  ${line};`),
    'END',
  ].join('\n')
  return `DO ${dollarQuoted(`\n${body}\n`)}`
}

/** Runs statements where a query finds a row. */
export function where(query: string, statements: readonly string[]): string {
  return conditional(`EXISTS (${query})`, statements)
}

/** Runs statements where a query finds nothing. */
export function unless(query: string, statements: readonly string[]): string {
  return conditional(`NOT EXISTS (${query})`, statements)
}

function conditional(condition: string, statements: readonly string[]): string {
  const inside = statements.map((sql) => `    ${sql.replace(/^SELECT /, 'PERFORM ')}`)
  return block([`IF ${condition} THEN\n${inside.join(';\n')};\n  END IF`])
}

const regclass = (id: TableMemberId, home: string) => `${literal(qualified(tableOf(id), home))}::regclass`

/** Finds a row where the table has a constraint of that name. */
export function constraintNamed(id: TableMemberId, home: string): string {
  return `SELECT FROM pg_constraint WHERE conrelid = ${regclass(id, home)} AND conname = ${literal(id.name)}`
}

/** Finds a row where the table has a trigger of that name. */
export function triggerNamed(id: TableMemberId, home: string): string {
  return `SELECT FROM pg_trigger WHERE tgrelid = ${regclass(id, home)} AND tgname = ${literal(id.name)}`
}

/** Finds a row where the table has a policy of that name. */
export function policyNamed(id: TableMemberId, home: string): string {
  return `SELECT FROM pg_policy WHERE polrelid = ${regclass(id, home)} AND polname = ${literal(id.name)}`
}

/** Finds a row where the table has a column of that name, of which the condition holds. */
export function columnNamed(id: TableMemberId, home: string, condition = ''): string {
  const more = condition === '' ? '' : ` AND ${condition}`
  return `SELECT FROM pg_attribute WHERE attrelid = ${regclass(id, home)} AND attname = ${literal(id.name)}${more}`
}

/** Finds a row where there is a type of that name. */
export function typeNamed(id: SchemaMemberId, home: string): string {
  return `SELECT WHERE to_regtype(${literal(qualified(id, home))}) IS NOT NULL`
}

/** Finds a row where there is a table, view, sequence or index of that name. */
export function relationNamed(id: Pick<SchemaMemberId, 'schema' | 'name'>, home: string): string {
  return `SELECT WHERE to_regclass(${literal(qualified(id, home))}) IS NOT NULL`
}
