import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { textOf } from '../value.ts'

export const sequenceDefinition = definitionRule({
  id: 'sequence-definition',
  kinds: ['sequence'],
  noun: () => 'sequence',
  attributes: {
    type: 'type',
    start: 'start',
    increment: 'increment',
    minimum: 'minimum',
    maximum: 'maximum',
    cache: 'cache',
    cycle: 'cycle',
    ownedBy: 'owner',
  },
  describe,
  circumstance: () => 'default',
  consequence: () =>
    'Numbers come in other steps, or end elsewhere: past its last one `nextval` fails with 2200H (the limit is reached), and a cycle gives old numbers again, which a unique refuses with P2002.',
})

function describe(view: Attributes): string {
  const text = (attribute: string) => textOf(view[attribute] ?? null) ?? ''
  const parts = [
    `AS ${text('type')} START ${text('start')} INCREMENT ${text('increment')}`,
    `MINVALUE ${text('minimum')} MAXVALUE ${text('maximum')} CACHE ${text('cache')}`,
    view.cycle === true ? 'CYCLE' : '',
    text('ownedBy') === '' ? '' : `OWNED BY ${text('ownedBy')}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}
