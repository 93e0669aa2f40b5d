import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule } from '../rule.ts'
import { listOf, textOf } from '../value.ts'
import { code, contrastWhole, name, viewOf } from '../wording.ts'

const link = ['columns', 'targetSchema', 'targetTable', 'targetColumns']
const state = ['match', 'validated', 'enforced', 'deferrable', 'initiallyDeferred', 'period']
const attributes = [...link, ...state]

export const foreignKeyDefinition = objectRule({
  id: 'foreign-key-definition',
  kinds: ['foreign-key'],
  explains: attributes,
  match: ({ verdicts }) => {
    if (link.some((attribute) => verdicts.has(attribute))) return 'target'
    return state.some((attribute) => verdicts.has(attribute)) ? 'state' : null
  },
  message: (difference) =>
    contrastWhole(
      difference,
      attributes,
      (voter) => describe(viewOf(difference, voter)),
      `The foreign key ${name(difference.id)}`,
    ),
  consequence: (difference, _, circumstance) => {
    const [attribute] = attributes.filter((each) => difference.verdicts.has(each))
    if (isOnlyHistory(difference, attribute)) return onlyNewDatabases('has another foreign key of this name')
    return circumstance === 'target'
      ? 'The relation is not guarded: including it can find nothing, and writes that schema.prisma allows fail with P2003.'
      : 'The relation is guarded at another moment, or only for newer rows: P2003 comes at commit, or old rows refer to nothing.'
  },
})

function describe(view: ReturnType<typeof viewOf>): string {
  const list = (attribute: string) => listOf(view[attribute] ?? null).join(', ')
  const schema = textOf(view.targetSchema ?? null)
  const target = `${schema === null || schema === 'public' ? '' : `${schema}.`}${textOf(view.targetTable ?? null)}`
  const parts = [
    `(${list('columns')}) REFERENCES ${target} (${list('targetColumns')})`,
    view.match === 'SIMPLE' ? '' : `MATCH ${view.match}`,
    view.deferrable === true ? (view.initiallyDeferred === true ? 'INITIALLY DEFERRED' : 'DEFERRABLE') : '',
    view.period === true ? 'PERIOD' : '',
    view.enforced === false ? 'NOT ENFORCED' : view.validated === false ? 'NOT VALID' : '',
  ]
  return code(parts.filter((part) => part !== '').join(' '))
}
