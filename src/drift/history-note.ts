import type { Cause } from '../model/finding.ts'
import type { EditedMigration, HistoryOutcome, UnknownMigration } from '../model/migration.ts'
import type { Difference, Drift, DriftContext } from './difference.ts'
import { mentions } from './mentions.ts'
import type { Explanation, ObjectRule } from './rule.ts'
import { equalValues } from './value.ts'
import { comparedOf } from './verdicts.ts'
import { code } from './wording.ts'

/** What the migrations add to a finding. */
export interface HistoryNote {
  readonly sentence: string
  /** The line that is out after all. */
  readonly cause?: Cause
  readonly partOf?: Explanation
}

/** Of which names the history is no sure witness: for the comparison. */
export function unsureNames(history: HistoryOutcome | null): Pick<DriftContext, 'untold' | 'rewritten'> {
  if (!history) return {}
  const { edited, unknown } = history.diagnosis
  return {
    untold: history.untold,
    rewritten: new Set([...edited, ...unknown].flatMap(({ past, names }) => (past ? [...names] : []))),
  }
}

/**
 * What a person must know of the migrations to judge a finding: that production never got an edit, that a migration
 * which is gone made it, that no migration could be asked, or that a pending one depends on the rows.
 * @returns null where there is nothing to add
 */
export function historyNote(
  difference: Difference,
  rule: Pick<ObjectRule, 'explains'>,
  drift: Drift,
  history: HistoryOutcome | null,
): HistoryNote | null {
  const told =
    history &&
    (rewritten(difference, rule, drift, history) ??
      perhapsEdited(difference, rule, history) ??
      untold(difference, rule, history))
  return told ?? dependsOnRows(difference, rule, drift)
}

/** Production is as what it ran made it: the text in the repository is another one, or gone. */
function rewritten(
  difference: Difference,
  rule: Pick<ObjectRule, 'explains'>,
  { catalogs }: Drift,
  { diagnosis }: HistoryOutcome,
): HistoryNote | null {
  const names = disagreeing(difference, rule)
  if (catalogs.applied === catalogs.history || !isAsApplied(difference, names)) return null
  const about = (each: EditedMigration | UnknownMigration) =>
    each.past !== null && mentions(each.names, difference.id)
  const edited = diagnosis.edited.find(about)
  const unknown = diagnosis.unknown.find(about)
  const name = edited?.migration.name ?? unknown?.name
  if (name === undefined) return null
  const causes = new Set(names.map((attribute) => difference.verdicts.get(attribute)?.cause))
  return {
    sentence: edited
      ? `Production is as ${code(name)} made it, which was edited after it ran there.`
      : `Production is as ${code(name)} made it, which the repository no longer has.`,
    ...(!causes.has('several') && { cause: 'history' }),
    partOf: {
      rule: edited ? 'migration-edited' : 'migration-unknown',
      object: { kind: 'migration', name },
    },
  }
}

/** The text that production ran is not known, so neither is what it made. */
function perhapsEdited(
  difference: Difference,
  { explains }: Pick<ObjectRule, 'explains'>,
  { diagnosis }: HistoryOutcome,
): HistoryNote | null {
  if (!explains.some((name) => difference.verdicts.get(name)?.cause === 'production')) return null
  const edited = diagnosis.edited.find(
    ({ past, onlyLineEndings, names }) => !past && !onlyLineEndings && mentions(names, difference.id),
  )
  if (!edited) return null
  const name = code(edited.migration.name)
  return {
    sentence: `${name}, which mentions it, was edited after it ran in production, so this may be the edit and no change by hand.`,
  }
}

/** The statements about it did not run. */
function untold(
  difference: Difference,
  { explains }: Pick<ObjectRule, 'explains'>,
  { unreplayable, untold: names }: HistoryOutcome,
): HistoryNote | null {
  const isUnknown = explains.some((name) => difference.verdicts.get(name)?.cause === 'unknown')
  if (!unreplayable || !isUnknown || !mentions(names, difference.id)) return null
  return {
    sentence: `The migrations cannot be asked: a statement about it does not replay, from ${code(unreplayable.migration.name)} on.`,
  }
}

const onRows =
  'Production and the migrations it has run agree: a pending migration does something else on its rows than on an empty database.'

/** The database is out, though production was not. */
function dependsOnRows(
  difference: Difference,
  { explains }: Pick<ObjectRule, 'explains'>,
  { catalogs }: Drift,
): HistoryNote | null {
  const names = explains.filter((name) => difference.verdicts.get(name)?.cause === 'production')
  const isPending = catalogs.deployed && catalogs.applied && catalogs.applied !== catalogs.history
  return isPending && isAsApplied(difference, names) ? { sentence: onRows } : null
}

/** What the rule explains where the database has it otherwise than the history. */
function disagreeing({ verdicts }: Difference, { explains }: Pick<ObjectRule, 'explains'>) {
  return explains.filter((name) => {
    const cause = verdicts.get(name)?.cause
    return cause === 'production' || cause === 'several' || cause === 'history'
  })
}

/** Is production in all of this as the migrations made it that it ran? */
function isAsApplied({ lines: { production, applied } }: Difference, names: readonly string[]): boolean {
  if (names.length === 0) return false
  if (!production || !applied) return production === applied
  const [was, made] = [comparedOf(production), comparedOf(applied)]
  return names.every((name) => name === 'presence' || equalValues(was[name] ?? null, made[name] ?? null))
}
