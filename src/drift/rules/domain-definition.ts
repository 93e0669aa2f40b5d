import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { listOf, textOf } from '../value.ts'
import { checkViolation } from '../violations.ts'

export const domainDefinition = definitionRule({
  id: 'domain-definition',
  kinds: ['domain'],
  noun: () => 'domain',
  attributes: {
    type: 'base type',
    nullable: 'nullability',
    default: 'default',
    collation: 'collation',
    checks: 'checks',
  },
  describe,
  circumstance: () => 'default',
  consequence: () =>
    `A \`create\` or \`update\` of a column of this type can fail where it is stricter: its checks with ${checkViolation}, its NOT NULL with P2011. Prisma sees the base type and nothing of what the domain adds.`,
})

function describe(view: Attributes): string {
  const [collation, default_] = [textOf(view.collation ?? null), textOf(view.default ?? null)]
  const parts = [
    textOf(view.type ?? null) ?? '',
    collation === null ? '' : `COLLATE ${collation}`,
    default_ === null ? '' : `DEFAULT ${default_}`,
    view.nullable === false ? 'NOT NULL' : '',
    ...listOf(view.checks ?? null).map((check) => `CHECK ${check}`),
  ]
  return parts.filter((part) => part !== '').join(' ')
}
