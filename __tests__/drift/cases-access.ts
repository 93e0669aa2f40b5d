/** Row-level security, policies, grants, comments, and how tables are stored. */
import * as c from './catalogs.ts'
import type { RuleCase } from './rule-cases.ts'

const own = c.policy('posts', 'own', { roles: ['app'], using: `("userId" = CURRENT_USER)` })
const narrow = c.policy('posts', 'narrow', { permissive: false })
const secured = c.alter('posts', { rowSecurity: 'on' })

export const accessCases: readonly RuleCase[] = [
  {
    rule: 'table-attributes',
    about: 'another access method, the type of a typed table, an index as replica identity',
    lines: {
      production: c.alter('posts', {
        accessMethod: 'columnar',
        ofType: 'public.post',
        replicaIdentity: 'index (no)',
      }),
    },
    finds: ['warning table-attributes table posts production'],
  },
  {
    rule: 'rls-enabled',
    about: 'switched off by hand',
    lines: { history: secured },
    finds: ['error rls-enabled table posts production'],
  },
  {
    rule: 'rls-enabled',
    about: 'forced by hand',
    lines: { history: secured, production: c.alter('posts', { rowSecurity: 'forced' }) },
    finds: ['error rls-enabled table posts production'],
  },
  {
    rule: 'rls-enabled',
    about: 'on in production and in the migrations; schema.prisma cannot say it',
    lines: { history: secured, production: secured },
    finds: [],
  },
  {
    rule: 'policy-missing',
    about: 'dropped by hand',
    lines: { history: c.all(secured, c.add(own)), production: secured },
    finds: ['error policy-missing policy own production'],
  },
  {
    rule: 'policy-missing',
    about: 'its table is missing, which is said once',
    lines: { history: c.add(own), production: c.drop('posts') },
    finds: ['error table-missing table posts production'],
  },
  {
    rule: 'policy-extra',
    about: 'made by hand',
    lines: { history: secured, production: c.all(secured, c.add(narrow)) },
    finds: ['error policy-extra policy narrow production'],
  },
  {
    rule: 'policy-extra',
    about: 'made by a migration that waits',
    lines: { pending: c.add(own) },
    finds: [],
  },
  {
    rule: 'policy-definition',
    about: 'for other roles, and with another condition',
    lines: {
      history: c.add(own),
      production: c.all(c.add(own), c.alter('own', { roles: ['app', 'public'], check: 'true' })),
    },
    finds: ['error policy-definition policy own production'],
  },
  {
    rule: 'policy-definition',
    about: 'renamed, which is a name alone',
    lines: { history: c.add(own), production: c.all(c.add(own), c.rename('own', 'mine')) },
    finds: ['info object-name policy mine production'],
  },
  {
    rule: 'grants',
    about: 'more than the migrations give, and less',
    lines: {
      history: c.all(c.alter('posts', { grants: ['app: SELECT'] }), c.alter('Role', { grants: [] })),
      production: c.all(
        c.alter('posts', { grants: ['app: INSERT, SELECT', 'reader: SELECT'] }),
        c.alter('Role', { grants: ['PUBLIC: no USAGE'] }),
      ),
    },
    finds: ['warning grants enum Role production', 'warning grants table posts production'],
  },
  {
    rule: 'grants',
    about: 'as the migrations give them; schema.prisma has no say',
    lines: {
      history: c.alter('posts', { grants: ['app: SELECT'] }),
      production: c.alter('posts', { grants: ['app: SELECT'] }),
    },
    finds: [],
  },
  {
    rule: 'comment',
    about: 'on a column, a table and an enum, beside what else differs',
    lines: {
      production: c.all(
        c.alter('nick', { comment: 'as friends say', nullable: false }),
        c.alter('Role', { comment: 'a'.repeat(200) }),
      ),
      history: c.alter('posts', { comment: 'two\nlines' }),
    },
    finds: [
      'error column-nullability column nick production',
      'info comment enum Role production',
      'info comment table posts production',
      'info comment column nick production',
    ],
  },
  {
    rule: 'comment',
    about: 'schema.prisma has no say',
    lines: {
      production: c.alter('nick', { comment: 'as friends say' }),
      history: c.alter('nick', { comment: 'as friends say' }),
    },
    finds: [],
  },
]
