import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { textOf } from '../value.ts'

export const collationDefinition = definitionRule({
  id: 'collation-definition',
  kinds: ['collation'],
  noun: () => 'collation',
  attributes: {
    provider: 'provider',
    deterministic: 'determinism',
    locale: 'locale',
    lcCollate: 'locale of the order',
    lcCtype: 'locale of characters',
    rules: 'rules',
  },
  describe,
  circumstance: () => 'default',
  consequence: () =>
    'Texts are sorted, and where it is not deterministic held for equal, in another way: `orderBy` gives another order, filters find other rows, and uniques refuse other doubles (P2002).',
})

function describe({
  provider = null,
  deterministic,
  locale,
  lcCollate,
  lcCtype,
  rules = null,
}: Attributes): string {
  const locales = new Set([locale, lcCollate, lcCtype].flatMap((each) => textOf(each ?? null) ?? []))
  const parts = [
    textOf(provider) ?? '',
    [...locales].join(' and '),
    deterministic === false ? 'not deterministic' : '',
    rules === null ? '' : `rules ${textOf(rules)}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
