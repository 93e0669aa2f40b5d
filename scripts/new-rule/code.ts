import type { RuleName } from '../new-rule.ts'

/** The name of a rule in code: `viewExtra`. */
export function variableOf(id: string): string {
  return id.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** The rule's file: of the factory that its id asks for. */
export function ruleCode(name: RuleName): string {
  if (name.what === 'missing' || name.what === 'extra') return presence(name, name.what)
  return name.what === 'definition' ? definition(name) : attribute(name)
}

const nounOf = ({ kind }: RuleName) => kind.replaceAll('-', ' ')

function presence(name: RuleName, side: 'missing' | 'extra'): string {
  const noun = nounOf(name)
  const consequence =
    side === 'missing'
      ? `What uses the ${noun} fails in production.`
      : `Prisma Client does not see it. A database made by the migrations lacks the ${noun}.`
  return `import { builtOn, presenceRule } from '../presence.ts'

export const ${variableOf(name.id)} = presenceRule({
  id: '${name.id}',
  kinds: ['${name.kind}'],
  side: '${side}',
  noun: '${noun}',
  circumstance: () => 'default',
  consequence: () => '${consequence}',
  partOf: builtOn,
})
`
}

function definition(name: RuleName): string {
  return `import { definitionRule } from '../definition.ts'

export const ${variableOf(name.id)} = definitionRule({
  id: '${name.id}',
  kinds: ['${name.kind}'],
  noun: () => '${nounOf(name)}',
  attributes: { definition: 'definition' },
  circumstance: () => 'default',
  consequence: () => 'A database made by the migrations behaves otherwise than production.',
})
`
}

function attribute(name: RuleName): string {
  const attribute = variableOf(name.what)
  return `import { objectRule } from '../rule.ts'
import { contrast, name, value } from '../wording.ts'

export const ${variableOf(name.id)} = objectRule({
  id: '${name.id}',
  kinds: ['${name.kind}'],
  explains: ['${attribute}'],
  match: ({ verdicts }) => (verdicts.has('${attribute}') ? 'default' : null),
  message: (difference) =>
    contrast(
      difference,
      '${attribute}',
      { is: (print) => \`has the ${name.what.replaceAll('-', ' ')} \${value(print)}\` },
      \`The ${nounOf(name)} \${name(difference.id)}\`,
    ),
  consequence: () => 'A database made by the migrations behaves otherwise than production.',
})
`
}
