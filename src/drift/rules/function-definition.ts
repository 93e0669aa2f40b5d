import { definitionRule } from '../definition.ts'
import type { Difference } from '../difference.ts'

export const functionDefinition = definitionRule({
  id: 'function-definition',
  kinds: ['function'],
  noun: () => 'function',
  attributes: {
    kind: 'kind',
    arguments: 'arguments',
    returns: 'result',
    language: 'language',
    body: 'body',
    volatility: 'volatility',
    strict: 'STRICT',
    securityDefiner: 'SECURITY DEFINER',
    leakproof: 'LEAKPROOF',
    parallel: 'parallel safety',
    cost: 'cost',
    rows: 'estimate of rows',
    settings: 'settings',
  },
  circumstance: () => 'default',
  consequence: (difference) => `${whoSees(difference)} No command of Prisma compares functions.`,
})

function whoSees({ verdicts }: Difference): string {
  if (verdicts.has('securityDefiner'))
    return 'It runs with the rights of its owner on one side and with those of its caller on the other, so it may fail with 42501 (permission denied) or show what it should not.'
  if (['cost', 'rows', 'parallel'].some((attribute) => verdicts.has(attribute)) && verdicts.size === 1)
    return 'It answers alike; the planner reckons with it otherwise, so queries that call it may be slower.'
  return 'Defaults, triggers, policies and raw queries that call it do something else in production than in a database made by the migrations, on which the application was tested.'
}
