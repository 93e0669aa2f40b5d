import { columnType } from '../drift/client-types.ts'
import type { Difference, Drift } from '../drift/difference.ts'
import { canonicalOf, equalValues, listOf, textOf } from '../drift/value.ts'
import type { AttributeValue, CatalogObject } from '../model/catalog.ts'
import { answer, type Evidence, type Question, questionKey } from '../model/evidence.ts'
import { compareText, type ObjectId, type SchemaMemberId, type TableMemberId } from '../model/object.ts'
import { repositoryOf } from './repository.ts'

/** What the rows of production are asked before it becomes as the repository has it. */
interface Doubt {
  readonly question: Question
  /** Would Postgres refuse it for them, so that a person must decide? Else they lose something. */
  readonly stops: boolean
  /** What the rows do that stand against it, as the end of a sentence. */
  readonly what: string
}

/** How many rows stand against something. */
export interface Counted {
  /** How many rows stand against it; null where that was not measured. */
  readonly breaking: number | null
  /** How many different keys they have; null where it is about no key. */
  readonly keys: number | null
}

/** What the rows said to a doubt. */
export interface Against extends Doubt, Counted {}

/** What the rows must be asked before a plan is drafted: each question once, sorted. */
export function planQuestions(drift: Drift): readonly Question[] {
  const asked = new Map<string, Question>()
  for (const difference of drift.differences) {
    const doubt = doubtOf(difference, drift)
    if (doubt) asked.set(questionKey(doubt.question), doubt.question)
  }
  return [...asked].sort(([a], [b]) => compareText(a, b)).map(([, question]) => question)
}

/** What of the rows stands against a difference being settled in production; null where nothing could. */
export function against(difference: Difference, drift: Drift, evidence: Evidence): Against | null {
  const doubt = doubtOf(difference, drift)
  const said = doubt && answer(evidence, doubt.question)
  return doubt && { ...doubt, breaking: said?.rows ?? null, keys: said?.keys ?? null }
}

function doubtOf({ id, database, lines, verdicts }: Difference, drift: Drift): Doubt | null {
  const wanted = repositoryOf(lines, drift.context)
  if (wanted === null) return verdicts.has('presence') ? loss(id) : null
  if (!('table' in id)) return null
  const table: SchemaMemberId = { kind: 'table', schema: id.schema, name: id.table }
  const differs = (...names: readonly string[]) =>
    database === null ? verdicts.has('presence') : names.some((name) => verdicts.has(name))
  switch (id.kind) {
    case 'column':
      return aboutColumn(id, table, database, wanted, differs)
    case 'primary-key':
      return differs('columns') ? doubles(table, wanted) : null
    case 'unique':
    case 'index':
      return wanted.attributes.unique === true &&
        differs('unique', 'columns', 'predicate', 'nullsNotDistinct')
        ? doubles(table, wanted)
        : null
    case 'foreign-key':
      return differs('columns', 'targetTable', 'targetColumns', 'validated') ? orphans(table, wanted) : null
    case 'check': {
      const expression = textOf(wanted.attributes.expression ?? null)
      if (expression === null || !differs('expression', 'validated')) return null
      return {
        question: { kind: 'violations', table, expression },
        stops: true,
        what: 'the check is false for them',
      }
    }
    default:
      return null
  }
}

/** What is gone with an object that the repository does not have. */
function loss(id: ObjectId): Doubt | null {
  const lost = { stops: false, what: 'what they hold is lost' }
  if (id.kind === 'table') return { ...lost, question: { kind: 'rows', table: id } }
  return id.kind === 'column' ? { ...lost, question: { kind: 'values', column: id } } : null
}

function aboutColumn(
  column: TableMemberId,
  table: SchemaMemberId,
  database: CatalogObject | null,
  wanted: CatalogObject,
  differs: (...names: readonly string[]) => boolean,
): Doubt | null {
  const isRequired = canonicalOf(wanted, 'nullable') === false
  if (database === null) {
    const isFilled = ['default', 'identity', 'generated'].some((name) => canonicalOf(wanted, name) !== null)
    return isRequired && !isFilled && differs()
      ? {
          question: { kind: 'rows', table },
          stops: true,
          what: 'the column is required and nothing says what they hold in it',
        }
      : null
  }
  if (differs('nullable') && isRequired)
    return { question: { kind: 'nulls', column }, stops: true, what: 'they hold a null' }
  const [length, was] = [wanted, database].map((each) => textLength(canonicalOf(each, 'type')))
  return differs('type') &&
    length !== null &&
    length !== undefined &&
    (was === null || was === undefined || was > length)
    ? {
        question: { kind: 'longer', column, length },
        stops: true,
        what: `they hold more than ${length} characters`,
      }
    : null
}

/** How many characters a type takes; null where it has no limit, or is none of texts. */
function textLength(type: AttributeValue): number | null {
  const { base, limits, list } = columnType(type)
  return !list && /^character/.test(base) ? (limits[0] ?? null) : null
}

function doubles(table: SchemaMemberId, wanted: CatalogObject): Doubt {
  const predicate = textOf(wanted.attributes.predicate ?? null)
  const nullsEqual = equalValues(wanted.attributes.nullsNotDistinct ?? false, true)
  const keys = listOf(wanted.attributes.columns ?? null)
  return {
    question: { kind: 'duplicates', table, keys, predicate, nullsEqual },
    stops: true,
    what: 'another row has the same key',
  }
}

function orphans(table: SchemaMemberId, wanted: CatalogObject): Doubt | null {
  if (wanted.attributes.validated === false) return null
  const text = (name: string) => textOf(canonicalOf(wanted, name)) ?? ''
  const target: SchemaMemberId = { kind: 'table', schema: text('targetSchema'), name: text('targetTable') }
  const columns = listOf(wanted.attributes.columns ?? null)
  const targetColumns = listOf(canonicalOf(wanted, 'targetColumns'))
  return {
    question: { kind: 'orphans', table, columns, target, targetColumns },
    stops: true,
    what: 'they point to no row',
  }
}
