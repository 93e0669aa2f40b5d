import { answer, type Question } from '../model/evidence.ts'
import type { ObjectId } from '../model/object.ts'
import { isIgnored } from './declared.ts'
import type { Difference } from './difference.ts'
import { isOnlyHistory, onlyNewDatabases } from './only-history.ts'
import { sameSpelling } from './renames/spelling.ts'
import { type Explanation, type ObjectRule, objectRule } from './rule.ts'
import { textOf } from './value.ts'
import { code, contrast, expectedBy, name } from './wording.ts'

/** The kinds of objects that are followed from one name to another. */
export type RenamedKind = 'table' | 'column' | 'enum'

/** What is told of a rename, by kind. */
interface Renaming {
  /** What fails, and how. */
  readonly fails: string
  /** What the engine makes of two strangers, as what follows "`prisma migrate dev` would". */
  readonly lost: (from: string, to: string) => string
  readonly statement: (id: ObjectId, from: string, to: string) => string
  readonly attribute: '@map' | '@@map'
}

/** Makes the rule about objects of a kind that have one name here and another there. */
export function renameRule(kind: RenamedKind, renaming: Renaming): ObjectRule {
  const { fails, lost, statement, attribute } = renaming
  return objectRule({
    id: `${kind}-rename`,
    kinds: [kind],
    explains: ['name'],
    match: (difference, { drift }) => {
      if (!difference.verdicts.has('name')) return null
      if (isOnlyHistory(difference, 'name')) return 'history'
      return isIgnored(difference, drift) ? 'ignored' : 'default'
    },
    message: (difference, { evidence }) => {
      const says = (print: Parameters<typeof textOf>[0]) => code(textOf(print) ?? '')
      const subject = `The ${kind} ${name({ ...difference.id, name: expectedName(difference) })}`
      const text = contrast(difference, 'name', { is: (print) => `is called ${says(print)}`, says }, subject)
      const [question] = values(difference)
      const rows = (question && answer(evidence, question)?.rows) ?? 0
      return rows > 0
        ? `${text} ${rows} ${rows === 1 ? 'row holds a value' : 'rows hold values'} in it.`
        : text
    },
    consequence: (difference, _, circumstance) => {
      const { id, verdicts } = difference
      const [own, expected] = [id.name, expectedName(difference)]
      const rename = (from: string, to: string) => code(`${statement(id, from, to)};`)
      if (circumstance === 'history')
        return `${onlyNewDatabases(`calls it ${code(expected)}`)} A migration with ${rename(expected, own)}, marked as applied in production, settles it.`
      const broken = circumstance === 'ignored' ? 'It is kept out of the client, so no query fails' : fails
      const mapped = code(`${attribute}(${JSON.stringify(own)})`)
      return verdicts.get('name')?.cause === 'schema'
        ? `${broken}, and \`prisma migrate dev\` would ${lost(own, expected)}. ${mapped} keeps the name in the database; a migration with ${rename(own, expected)} changes it and keeps what is in it.`
        : `${broken}, and so does a migration that uses the name; one that took the two for strangers would ${lost(own, expected)}. ${rename(own, expected)} gives the name back; ${mapped} and a migration with ${rename(expected, own)}, marked as applied in production, keep the new one.`
    },
    questions: values,
  })
}

/** The finding that tells of a table, column or enum that has another name somewhere; null where none does. */
export function renameFinding(difference: Difference): Explanation | null {
  const { id, verdicts } = difference
  if (!isRenamedKind(id.kind) || !verdicts.has('name')) return null
  return { rule: isMisspelled(difference) ? 'mapping-missing' : `${id.kind}-rename`, object: id }
}

/**
 * Does schema.prisma only spell the name otherwise? It then lacks a `@map`, and nothing was renamed. Where there is
 * no history, nobody knows better.
 */
export function isMisspelled({ id, lines: { schema }, verdicts }: Difference): boolean {
  const verdict = verdicts.get('name')
  if (!verdict || !schema || id.kind === 'enum') return false
  const own = textOf(verdict.votes.schema ?? null)
  const isSchemas = verdict.cause === 'schema' || verdict.cause === 'unknown'
  return isSchemas && own !== null && sameSpelling(id.kind, own, id.name)
}

/** What those call it who the database is held against. */
function expectedName({ id, verdicts }: Difference): string {
  const verdict = verdicts.get('name')
  return (verdict && textOf(verdict.votes[expectedBy(verdict)] ?? null)) ?? id.name
}

function isRenamedKind(kind: ObjectId['kind']): kind is RenamedKind {
  return kind === 'table' || kind === 'column' || kind === 'enum'
}

/** How many values are at stake. */
function values(difference: Difference): readonly Question[] {
  const { id } = difference
  const isAtStake = id.kind === 'column' && difference.database && !isOnlyHistory(difference, 'name')
  return isAtStake ? [{ kind: 'values', column: id }] : []
}
