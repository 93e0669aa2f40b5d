/** Cases of the rules about domains, composite and range types, sequences and collations. */

import type { Attributes, CatalogObject } from '../../src/model/catalog.ts'
import { objectKey } from '../../src/model/object.ts'
import * as c from './catalogs.ts'
import type { RuleCase } from './rule-cases.ts'

const domain = c.ofSchema('domain', 'address', {
  type: 'text',
  nullable: true,
  default: null,
  collation: null,
  checks: [`(VALUE ~~ '%@%'::text)`],
})
const composite = c.ofSchema('composite', 'place', { fields: ['street text', 'town text'] })
const range = c.ofSchema('range', 'prices', {
  subtype: 'numeric',
  operatorClass: null,
  collation: null,
  canonicalFunction: null,
  differenceFunction: null,
  multirange: 'public.prices_multirange',
})
const parameters = {
  type: 'integer',
  start: '1',
  increment: '1',
  minimum: '1',
  maximum: '2147483647',
  cache: '1',
  cycle: false,
  ownedBy: null,
}
const sequence = c.ofSchema('sequence', 'counter', parameters)
const collation = c.ofSchema('collation', 'german', {
  provider: 'icu',
  deterministic: true,
  locale: 'de',
  lcCollate: null,
  lcCtype: null,
  rules: null,
})

/** Missing, extra, another definition of it, and three times what is none of it. */
function threefold(
  each: CatalogObject,
  kind: 'domain' | 'composite' | 'range' | 'sequence' | 'collation',
  changed: Attributes,
): readonly RuleCase[] {
  const { name } = each.id
  const both = { production: c.add(each), history: c.add(each) }
  return [
    {
      rule: `${kind}-missing`,
      about: 'one that only the migrations make',
      lines: { history: c.add(each) },
      finds: [`error ${kind}-missing ${kind} ${name} production`],
    },
    {
      rule: `${kind}-missing`,
      about: 'one that is there, of which schema.prisma says nothing',
      lines: both,
      finds: [],
    },
    {
      rule: `${kind}-extra`,
      about: 'one made by hand',
      lines: { production: c.add(each) },
      finds: [`warning ${kind}-extra ${kind} ${name} production`],
    },
    {
      rule: `${kind}-extra`,
      about: 'one that a pending migration makes',
      lines: { pending: c.add(each) },
      finds: [],
    },
    {
      rule: `${kind}-definition`,
      about: 'changed by hand',
      lines: { production: c.add(c.alterObject(each, changed)), history: c.add(each) },
      finds: [`warning ${kind}-definition ${kind} ${name} production`],
    },
    {
      rule: `${kind}-definition`,
      about: 'changed by hand and, with the same words, by a migration that waits',
      lines: {
        production: c.add(c.alterObject(each, changed)),
        history: c.add(each),
        pending: c.alter(name, changed),
      },
      finds: [],
    },
  ]
}

const drawing = c.alterObject(c.column('posts', 'serial', 'integer'), {
  default: `nextval('public.counter'::regclass)`,
})
const owner = objectKey({ kind: 'column', schema: 'public', table: 'posts', name: 'no' })
const left = c.ofSchema('sequence', 'posts_no_seq', { ...parameters, ownedBy: 'public.posts.no' }, owner)
const stepping = c.alter('no', { sequence: 'increment 10' })

export const typeCases: readonly RuleCase[] = [
  ...threefold(domain, 'domain', { checks: [], nullable: false, default: `'x'::text` }),
  ...threefold(composite, 'composite', { fields: ['street text', 'town text', 'country text'] }),
  ...threefold(range, 'range', { differenceFunction: 'public.difference' }),
  ...threefold(sequence, 'sequence', { increment: '10', maximum: '99', cycle: true }),
  ...threefold(collation, 'collation', { deterministic: false, locale: 'de-u-co-phonebk' }),
  {
    rule: 'domain-missing',
    about: 'with the column of its type',
    lines: {
      history: c.add(domain, c.column('users', 'mail', 'public.address', { nullable: true })),
      schema: c.add(c.column('users', 'mail', 'public.address', { nullable: true })),
    },
    finds: ['error column-missing column mail production', 'error domain-missing domain address production'],
  },
  {
    rule: 'sequence-missing',
    about: 'with the column that draws from it',
    lines: { history: c.add(sequence, drawing), schema: c.add(drawing) },
    finds: [
      'error column-missing column serial production',
      'error sequence-missing sequence counter production',
    ],
  },
  {
    rule: 'sequence-extra',
    about: 'one that a column still owns, which no longer draws from it',
    lines: { production: c.all(c.alter('no', { default: null }), c.add(left)) },
    finds: ['error column-default column no production'],
  },
  {
    rule: 'sequence-extra',
    about: 'one that a column owns and never drew from',
    lines: { production: c.add(left) },
    finds: ['warning sequence-extra sequence posts_no_seq production'],
  },
  {
    rule: 'column-identity',
    about: 'a sequence with another step, on which schema.prisma is silent',
    lines: { production: stepping },
    finds: ['warning column-identity column no production'],
  },
  {
    rule: 'column-identity',
    about: 'the step that the migrations give it',
    lines: { production: stepping, history: stepping },
    finds: [],
  },
  {
    rule: 'column-identity',
    about: 'a default that was dropped with its sequence is one about the default',
    lines: { production: c.alter('no', { default: null }), history: stepping },
    finds: ['error column-default column no production'],
  },
]
