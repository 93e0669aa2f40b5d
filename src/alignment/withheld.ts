import { textOf } from '../drift/value.ts'
import { holdsCredential } from '../model/credentials.ts'
import type { SchemaChange } from '../model/plan.ts'
import type { Owned } from './schema-changes.ts'
import type { Statements } from './statements.ts'

const why =
  'It holds what looks like a credential, which no plan writes into a file: take it from a setting or a vault, or write the migration by hand.'

/**
 * The findings that a plan could settle only by writing down what looks like a credential.
 * @returns why they are for a person, by fingerprint
 */
export function withheld(
  { adopt, align }: Pick<Statements, 'adopt' | 'align'>,
  schema: readonly Owned<SchemaChange>[],
): ReadonlyMap<string, string> {
  const stated = [adopt, align].flatMap(({ byFinding }) =>
    [...byFinding].flatMap(([fingerprint, statements]) =>
      statements.some(({ sql, undo }) => holdsCredential(sql) || holdsCredential(undo ?? ''))
        ? [fingerprint]
        : [],
    ),
  )
  const declared = schema.flatMap(({ change: { database, members, decided } }) =>
    [database, ...members.columns].some((object) =>
      holdsCredential(textOf(object?.attributes.default ?? null) ?? ''),
    )
      ? decided.flatMap(({ decision, finding }) => (decision.kind === 'settle' ? [finding.fingerprint] : []))
      : [],
  )
  return new Map([...stated, ...declared].map((fingerprint) => [fingerprint, why]))
}
