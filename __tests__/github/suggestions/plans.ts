import type { Finding } from '../../../src/model/finding.ts'
import type { Edit, Plan, Step } from '../../../src/model/plan.ts'
import { finding } from '../../report/samples.ts'

export const file = 'prisma/schema.prisma'

/** A finding about a column of `users`, written in this line. */
export function columnFinding(name: string, line: number | null, given: Partial<Finding> = {}): Finding {
  return finding({
    rule: 'column-default',
    severity: 'warning',
    object: { kind: 'column', schema: 'public', table: 'users', name },
    cause: 'production',
    message: `\`users.${name}\` is another one in production.`,
    consequence: 'Inserts differ.',
    location: line === null ? null : { file, line },
    fingerprint: name.padEnd(12, '0').slice(0, 12),
    ...given,
  })
}

export function step(findings: readonly Finding[], edits: readonly Edit[], given: Partial<Step> = {}): Step {
  return {
    phase: 'schema',
    direction: 'schema',
    findings: findings.map(({ fingerprint }) => fingerprint),
    title: 'Let schema.prisma follow',
    why: 'Production has it and holds data, so the repository learns it.',
    sql: null,
    migrations: [],
    commands: [],
    edits,
    hazards: [],
    lock: null,
    evidence: null,
    ...given,
  }
}

export function edit(line: number, remove: number, insert: string): Edit {
  return { file, line, remove, insert }
}

/** A plan that makes `after` of the schema file. */
export function planOf(
  steps: readonly Step[],
  after: string,
  status: Plan['proof']['status'] = 'proved',
): Plan {
  return {
    steps,
    commands: [],
    schemaPatch: '',
    migrations: [],
    migrationSql: '',
    rollbackSql: '',
    files: [{ path: file, content: after }],
    proof: { status, checks: [], remaining: [], rowsLost: null },
  }
}
