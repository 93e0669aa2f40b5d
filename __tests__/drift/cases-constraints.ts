/** Cases of the rules about checks and exclusion constraints. */

import type { Attributes, CatalogObject } from '../../src/model/catalog.ts'
import * as c from './catalogs.ts'
import type { RuleCase } from './rule-cases.ts'

const long = c.checkOn('posts', 'title_long', '(length(title) > 3)', ['title'])
const apart = c.exclusion('posts', 'one_at_a_time', ['title', 'userId'])
const everywhere = (...objects: readonly CatalogObject[]) => ({
  production: c.add(...objects),
  history: c.add(...objects),
})
const altered = (each: CatalogObject, attributes: Attributes) => ({
  production: c.add(c.alterObject(each, attributes)),
  history: c.add(each),
})

export const constraintCases: readonly RuleCase[] = [
  {
    rule: 'check-missing',
    about: 'one that only the migrations make',
    lines: { history: c.add(long) },
    finds: ['warning check-missing check title_long production'],
  },
  {
    rule: 'check-missing',
    about: 'gone with the column that it names',
    lines: { history: c.add(long), production: c.drop('title') },
    finds: [
      'error column-missing column title production',
      'warning check-missing check title_long production',
    ],
  },
  {
    rule: 'check-missing',
    about: 'one that is there, of which schema.prisma says nothing',
    lines: everywhere(long),
    finds: [],
  },
  {
    rule: 'check-missing',
    about: 'a table that is missing takes its checks along',
    lines: { history: c.add(long), production: c.drop('posts') },
    finds: ['error table-missing table posts production'],
  },
  {
    rule: 'check-extra',
    about: 'one made by hand',
    lines: { production: c.add(long) },
    finds: ['warning check-extra check title_long production'],
  },
  {
    rule: 'check-extra',
    about: 'one that a pending migration drops',
    lines: { production: c.add(long), history: c.add(long), pending: c.drop('title_long') },
    finds: [],
  },
  {
    rule: 'check-definition',
    about: 'another expression under the same name',
    lines: altered(long, { expression: '(length(title) > 4)' }),
    finds: ['warning check-definition check title_long production'],
  },
  {
    rule: 'check-definition',
    about: 'NOT VALID, and NO INHERIT',
    lines: altered(long, { validated: false, noInherit: true }),
    finds: ['warning check-definition check title_long production'],
  },
  {
    rule: 'check-definition',
    about: 'the same under another name is a name alone',
    lines: {
      production: c.add(c.checkOn('posts', 'posts_title_check', '(length(title) > 3)', ['title'])),
      history: c.add(long),
    },
    finds: ['info object-name check posts_title_check production'],
  },
  {
    rule: 'check-definition',
    about: 'two checks that changed places are found by what they say',
    lines: {
      production: c.add(
        c.checkOn('posts', 'b', '(length(title) > 3)', ['title']),
        c.checkOn('posts', 'a', '(no > 0)', ['no']),
      ),
      history: c.add(
        c.checkOn('posts', 'a', '(length(title) > 3)', ['title']),
        c.checkOn('posts', 'b', '(no > 0)', ['no']),
      ),
    },
    finds: ['info object-name check a production', 'info object-name check b production'],
  },
  {
    rule: 'exclusion-missing',
    about: 'one that only the migrations make',
    lines: { history: c.add(apart) },
    finds: ['warning exclusion-missing exclusion one_at_a_time production'],
  },
  {
    rule: 'exclusion-missing',
    about: 'one that is there, of which schema.prisma says nothing',
    lines: everywhere(apart),
    finds: [],
  },
  {
    rule: 'exclusion-extra',
    about: 'one made by hand',
    lines: { production: c.add(apart) },
    finds: ['warning exclusion-extra exclusion one_at_a_time production'],
  },
  {
    rule: 'exclusion-extra',
    about: 'an extra table is said once, not with all that is on it',
    lines: {
      production: c.add(
        c.table('rooms'),
        c.column('rooms', 'no', 'integer'),
        c.exclusion('rooms', 'own', ['no']),
        c.checkOn('rooms', 'known', '(no > 0)', ['no']),
      ),
    },
    finds: ['warning table-extra table rooms production'],
  },
  {
    rule: 'exclusion-definition',
    about: 'another operator, condition and moment',
    lines: altered(apart, {
      operators: ['=', '&&'],
      predicate: '(no > 0)',
      deferrable: true,
      initiallyDeferred: true,
    }),
    finds: ['warning exclusion-definition exclusion one_at_a_time production'],
  },
  {
    rule: 'exclusion-definition',
    about: 'the same under another name is a name alone',
    lines: {
      production: c.add(c.exclusion('posts', 'by_hand', ['title', 'userId'])),
      history: c.add(apart),
    },
    finds: ['info object-name exclusion by_hand production'],
  },
]
