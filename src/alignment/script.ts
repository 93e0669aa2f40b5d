import type { Change } from './change.ts'
import type { Statement } from './ddl/statement.ts'

/** Statements in the order in which they are run. */
export interface Script {
  readonly all: readonly Statement[]
  /** Those that a finding is the reason for, by its fingerprint. */
  readonly byFinding: ReadonlyMap<string, readonly Statement[]>
}

/** A script that is being written. */
export interface Writer {
  /** Adds statements, with the changes that are the reason for them. */
  readonly add: (changes: readonly Change[], statements: readonly Statement[]) => void
  readonly script: Script
}

/** Begins a script. */
export function newScript(): Writer {
  const all: Statement[] = []
  const byFinding = new Map<string, readonly Statement[]>()
  return {
    script: { all, byFinding },
    add: (changes, statements) => {
      all.push(...statements)
      const settled = changes.flatMap(({ decided }) =>
        decided.filter(({ decision }) => decision.kind === 'settle'),
      )
      for (const { finding } of settled) {
        const known = byFinding.get(finding.fingerprint) ?? []
        byFinding.set(finding.fingerprint, [...known, ...statements.filter((each) => !known.includes(each))])
      }
    },
  }
}
