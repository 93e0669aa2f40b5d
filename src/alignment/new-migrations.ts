import { recordOnly } from '../model/migration.ts'
import { joinColumns } from './ddl/join-columns.ts'
import { type Part, parts, type Statement } from './ddl/statement.ts'
import { searchPathTo } from './search-path.ts'

/** A migration that the plan writes. */
export interface NewMigration {
  /** The folder's name. */
  readonly name: string
  readonly sql: string
  readonly statements: readonly Statement[]
  /** Does production have what it makes, so that it is only recorded there? */
  readonly recorded: boolean
}

/** What migrations have in common. */
interface Batch {
  /** What their names have behind the time, as in `align`. */
  readonly stem: string
  /** What they do, in a sentence. */
  readonly about: string
  /** Does production have what they make, so that they are only recorded there? */
  readonly recorded: boolean
  /** Does Prisma run them? */
  readonly isPrismas: boolean
  /** Where names live that have no schema. */
  readonly schema: string
}

/** For this transaction alone: what builds an index beside writers, in a later file, waits for them. */
const lockTimeout = "SET LOCAL lock_timeout = '5s';"

/**
 * Puts statements into migrations: what cannot be run with others in one of its own, and what validates in a later
 * one, as Prisma runs each file in one transaction.
 * @param names gives the next name, with this behind its time
 */
export function inMigrations(
  statements: readonly Statement[],
  names: (stem: string) => string,
  batch: Batch,
): readonly NewMigration[] {
  const { stem } = batch
  const labels = statements.filter(isLabel)
  const of = (part: Part) => statements.filter((each) => each.part === part && !isLabel(each))
  const [main, alone, validate, finish] = parts.map(of)
  const isMore = statements.length > labels.length
  const groups: readonly (readonly [string, readonly Statement[]])[] = [
    [`${stem}_labels`, isMore ? labels : []],
    [stem, isMore ? (main ?? []) : labels],
    ...(alone ?? []).map(
      (each, at) => [`${stem}_index${alone?.length === 1 ? '' : `_${at + 1}`}`, [each]] as const,
    ),
    [`${stem}_validate`, validate ?? []],
    [`${stem}_finish`, finish ?? []],
  ]
  return groups
    .filter(([, own]) => own.length > 0)
    .map(([stemmed, own]) => {
      const name = names(stemmed)
      return { name, sql: fileText(name, own, batch), statements: own, recorded: batch.recorded }
    })
}

/** A new label cannot be used in the transaction that makes it. */
function isLabel({ sql }: Statement): boolean {
  return /^ALTER TYPE .* ADD VALUE /.test(sql)
}

/** Is it a statement that no transaction may be around? */
export function isAlone(statements: readonly Statement[]): boolean {
  return statements.some(({ part }) => part === 'alone')
}

function fileText(
  name: string,
  statements: readonly Statement[],
  { about, recorded, isPrismas, schema }: Batch,
): string {
  const mark = isPrismas
    ? [
        '-- It is recorded there before the next deploy, and not run:',
        `--   npx prisma migrate resolve --applied ${name}`,
        recordOnly,
      ]
    : ['-- It is not run there: record it as applied with the tool that runs these files.', recordOnly]
  const mayFail = recorded && statements.some(({ hazards }) => hazards.includes('fails-on-data'))
  const head = [`-- ${about}`, ...(mayFail ? forDevelopers(isPrismas) : []), ...(recorded ? mark : [])]
  const sql = [
    ...(isPrismas ? [] : searchPathTo(schema)),
    ...(isAlone(statements) || recorded ? [] : [lockTimeout]),
    ...joinColumns(statements).map((each) => `${each};`),
  ]
  return `${head.join('\n')}\n\n${sql.join('\n\n')}\n`
}

/** What there is to do about rows that production does not have. */
function forDevelopers(isPrismas: boolean): readonly string[] {
  const said = '-- Where rows of a database for development stand against it, make that database anew'
  return isPrismas ? [`${said}:`, '--   npx prisma migrate reset'] : [`${said}.`]
}

/**
 * Names migrations so that they come after those that there are, one second apart each.
 * @param last the name of the last migration; null where there is none
 * @param today as in `2026-11-22`: where there is none to come after
 */
export function namesAfter(last: string | null, today: string): (stem: string) => string {
  const stamp = last === null ? null : /^(\d{14})/.exec(last)?.[1]
  let at = stamp ? parse(stamp) : Date.parse(`${today}T00:00:00Z`)
  // Names without a time may come after any time.
  const prefix = last !== null && !stamp && last > format(at) ? `${last}_` : ''
  return (stem) => {
    at += 1000
    return `${prefix}${format(at)}_${stem}`
  }
}

function parse(stamp: string): number {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp) ?? []
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}

function format(time: number): string {
  return new Date(time).toISOString().replace(/\D/g, '').slice(0, 14)
}
