/** Renames, and what hangs on them. */

import { type Evidence, questionKey } from '../../src/model/evidence.ts'
import * as c from './catalogs.ts'
import type { RuleCase } from './rule-cases.ts'

const nick = { kind: 'column', schema: 'public', table: 'users', name: 'handle' } as const
const rows = (values: number, nulls: number): Evidence =>
  new Map([
    [questionKey({ kind: 'values', column: nick }), { rows: values, columns: [], keys: null }],
    [questionKey({ kind: 'nulls', column: nick }), { rows: nulls, columns: [], keys: null }],
  ])
const retyped =
  (to: string): c.Change =>
  (objects) =>
    objects.map((each) =>
      each.attributes.type === 'public."Role"'
        ? c.alterObject(each, { type: `public."${to}"`, default: `'MEMBER'::public."${to}"` })
        : each,
    )
const renamedEnum = (to: string) => c.all(c.rename('Role', to), retyped(to))
/** As ALTER TABLE … RENAME does: keys and indexes keep their names. */
const renamedTable =
  (from: string, to: string): c.Change =>
  (objects) =>
    objects.map((each) => {
      const { id, attributes } = each
      const named = id.kind === 'table' && id.name === from ? { ...id, name: to } : id
      const placed = 'table' in named && named.table === from ? { ...named, table: to } : named
      const parent =
        'table' in placed && 'table' in id && id.table === from
          ? JSON.stringify([placed.schema, to, 'table'])
          : each.parent
      const target = attributes.targetTable === from ? { targetTable: to } : {}
      return { ...each, id: placed, parent, attributes: { ...attributes, ...target } }
    })

const domain = (name: string, type: string) =>
  c.ofSchema('domain', name, { type, nullable: true, default: null, collation: null, checks: [] })

export const attributionCases: readonly RuleCase[] = [
  {
    rule: 'column-rename',
    about: 'renamed by hand in production',
    lines: { production: c.rename('nick', 'handle') },
    finds: ['error column-rename column handle production'],
  },
  {
    rule: 'column-rename',
    about: 'a field renamed without a migration',
    lines: { schema: c.rename('nick', 'handle') },
    evidence: rows(2, 0),
    finds: ['error column-rename column nick schema'],
  },
  {
    rule: 'column-rename',
    about: 'production and the schema renamed, and no migration says so',
    lines: { production: c.rename('nick', 'handle'), schema: c.rename('nick', 'handle') },
    finds: ['warning column-rename column handle history'],
  },
  {
    rule: 'column-rename',
    about: 'three names',
    lines: { history: c.rename('nick', 'handle'), schema: c.rename('nick', 'alias') },
    finds: ['error column-rename column nick several'],
  },
  {
    rule: 'column-rename',
    about: 'another spelling in production is a rename of production',
    lines: { production: c.rename('created_at', 'createdAt') },
    finds: ['error column-rename column createdAt production'],
  },
  {
    rule: 'column-rename',
    about: 'a pending migration renames it',
    lines: { pending: c.rename('nick', 'handle'), schema: c.rename('nick', 'handle') },
    finds: [],
  },
  {
    rule: 'column-rename',
    about: 'of another type it is another column',
    lines: { production: c.all(c.rename('nick', 'handle'), c.alter('handle', { type: 'integer' })) },
    finds: ['error column-missing column nick production', 'warning column-extra column handle production'],
  },
  {
    rule: 'column-rename',
    about: 'at another place, and like it in nothing but its type',
    lines: {
      production: c.all(c.drop('nick'), c.add(c.column('users', 'loyalty', 'text', { nullable: true }))),
    },
    finds: ['error column-missing column nick production', 'warning column-extra column loyalty production'],
  },
  {
    rule: 'column-rename',
    about: 'of two that could be it none is',
    lines: {
      production: c.all(
        c.drop('nick'),
        c.add(
          c.column('users', 'nickname', 'text', { nullable: true }),
          c.column('users', 'nick_name', 'text', { nullable: true }),
        ),
      ),
    },
    finds: [
      'error column-missing column nick production',
      'warning column-extra column nick_name production',
      'warning column-extra column nickname production',
    ],
  },
  {
    rule: 'table-rename',
    about: 'renamed by hand in production: what is on it and refers to it is not said',
    lines: { production: renamedTable('users', 'members') },
    finds: ['error table-rename table members production'],
  },
  {
    rule: 'table-rename',
    about: 'a model renamed without a migration: its keys are named after it',
    lines: {
      schema: c.all(
        renamedTable('users', 'members'),
        c.rename('users_pkey', 'members_pkey'),
        c.rename('users_email_key', 'members_email_key'),
      ),
    },
    finds: ['error table-rename table users schema'],
  },
  {
    rule: 'table-rename',
    about: 'renamed, and its key given a name of its own',
    lines: { production: c.all(renamedTable('users', 'members'), c.rename('users_pkey', 'pk')) },
    finds: ['error table-rename table members production', 'info object-name primary-key pk production'],
  },
  {
    rule: 'table-rename',
    about: 'a pending migration renames it',
    lines: { pending: renamedTable('users', 'members'), schema: renamedTable('users', 'members') },
    finds: [],
  },
  {
    rule: 'table-rename',
    about: 'a table of other columns is another table',
    lines: {
      production: c.all(c.drop('posts'), c.add(c.table('notes'), c.column('notes', 'no', 'integer'))),
    },
    finds: ['error table-missing table posts production', 'warning table-extra table notes production'],
  },
  {
    rule: 'enum-rename',
    about: 'renamed by hand in production: its columns and their defaults are not said',
    lines: { production: renamedEnum('UserRole') },
    finds: ['error enum-rename enum UserRole production'],
  },
  {
    rule: 'enum-rename',
    about: 'an enum renamed without a migration, with a label more',
    lines: {
      schema: c.all(renamedEnum('UserRole'), c.alter('UserRole', { labels: ['MEMBER', 'ADMIN', 'GUEST'] })),
    },
    finds: ['error enum-rename enum Role schema', 'error enum-values enum Role schema'],
  },
  {
    rule: 'enum-rename',
    about: 'a pending migration renames it',
    lines: { pending: renamedEnum('UserRole'), schema: renamedEnum('UserRole') },
    finds: [],
  },
  {
    rule: 'enum-rename',
    about: 'other labels for the same column are another enum',
    lines: { schema: c.all(renamedEnum('Kind'), c.alter('Kind', { labels: ['A', 'B', 'C'] })) },
    finds: [
      'error column-type column role schema',
      'error enum-missing enum Kind schema',
      'warning column-default column role schema',
      'warning enum-extra enum Role schema',
    ],
  },
  {
    rule: 'column-type',
    about: 'a domain over the type that the repository has',
    lines: {
      production: c.all(c.add(domain('short', 'text')), c.alter('nick', { type: 'public.short' })),
      history: c.add(domain('short', 'text')),
    },
    finds: ['warning column-type column nick production'],
  },
  {
    rule: 'column-type',
    about: 'a domain over another type than the repository has',
    lines: {
      production: c.all(c.add(domain('amount', 'numeric(9,2)')), c.alter('nick', { type: 'public.amount' })),
      history: c.add(domain('amount', 'numeric(9,2)')),
    },
    finds: ['error column-type column nick production'],
  },
]
