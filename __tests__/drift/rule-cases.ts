/** For each rule at least one drift that is found, and one like it that is not. */

import type { Diagnostic } from '../../src/drift/rule.ts'
import type { RuleId } from '../../src/drift/severity.ts'
import type { EngineMigration } from '../../src/drift/unmigrated.ts'
import { type Evidence, type Question, questionKey } from '../../src/model/evidence.ts'
import type { HistoryOutcome } from '../../src/model/migration.ts'
import { accessCases } from './cases-access.ts'
import { attributionCases } from './cases-attribution.ts'
import { constraintCases } from './cases-constraints.ts'
import { historyCases } from './cases-history.ts'
import { typeCases } from './cases-types.ts'
import { viewCases } from './cases-views.ts'
import * as c from './catalogs.ts'

export interface RuleCase {
  readonly rule: RuleId
  readonly about: string
  readonly lines?: c.Lines
  readonly history?: HistoryOutcome
  readonly diagnostics?: readonly Diagnostic[]
  readonly evidence?: Evidence
  readonly migration?: EngineMigration
  /** Every finding, `severity rule kind name cause`; empty for a negative case. */
  readonly finds: readonly string[]
}

const asked = (question: Question, rows: number): Evidence =>
  new Map([[questionKey(question), { rows, columns: [], keys: null }]])
const nulls = (name: string, rows: number) =>
  asked({ kind: 'nulls', column: { kind: 'column', schema: 'public', table: 'posts', name } }, rows)
const labels = (label: string, rows: number) =>
  asked({ kind: 'labels', enum: { kind: 'enum', schema: 'public', name: 'Role' }, labels: [label] }, rows)

const other = c.schemaObject('audit')
const mood = c.enumType('Mood', ['HAPPY'])
const logs = [c.table('logs'), c.column('logs', 'id', 'integer'), c.primaryKey('logs', ['id'])]
const joined = (form: 'primary' | 'unique') => [
  c.table('_PostToTag'),
  c.column('_PostToTag', 'A', 'integer'),
  c.column('_PostToTag', 'B', 'integer'),
  form === 'primary'
    ? c.primaryKey('_PostToTag', ['A', 'B'], '_PostToTag_AB_pkey')
    : c.unique('_PostToTag', ['A', 'B'], {}, '_PostToTag_AB_unique'),
]
const uuid = c.alter('id', { type: 'uuid', default: 'public.uuid_generate_v4()' })

export const ruleCases: readonly RuleCase[] = [
  {
    rule: 'schema-invalid',
    about: 'a diagnostic',
    diagnostics: [{ message: 'no such type', location: { file: 'a.prisma', line: 3 } }],
    lines: { schema: null },
    finds: ['error schema-invalid file a.prisma schema'],
  },
  { rule: 'schema-invalid', about: 'a valid schema', finds: [] },
  {
    rule: 'schema-missing',
    about: 'dropped by hand',
    lines: { production: c.all(c.drop('public'), c.drop('users'), c.drop('posts'), c.drop('Role')) },
    finds: ['error schema-missing schema public production'],
  },
  { rule: 'schema-missing', about: 'nowhere at all', lines: {}, finds: [] },
  {
    rule: 'schema-extra',
    about: 'made by hand',
    lines: { production: c.add(other) },
    finds: ['warning schema-extra schema audit production'],
  },
  {
    rule: 'schema-extra',
    about: 'made by a migration: schema.prisma does not look there',
    lines: { production: c.add(other), history: c.add(other) },
    finds: [],
  },
  {
    rule: 'extension-missing',
    about: 'dropped by hand',
    lines: { production: c.drop('citext') },
    finds: ['error extension-missing extension citext production'],
  },
  {
    rule: 'extension-missing',
    about: 'schema.prisma has no vote',
    lines: { schema: c.drop('citext') },
    finds: [],
  },
  {
    rule: 'extension-extra',
    about: 'made by hand',
    lines: { production: c.add(c.extension('hstore')) },
    finds: ['info extension-extra extension hstore production'],
  },
  {
    rule: 'extension-extra',
    about: 'made by a migration',
    lines: { production: c.add(c.extension('hstore')), history: c.add(c.extension('hstore')) },
    finds: [],
  },
  {
    rule: 'extension-definition',
    about: 'another version',
    lines: { production: c.alter('citext', { version: '1.6' }) },
    finds: ['info extension-definition extension citext production'],
  },
  {
    rule: 'extension-definition',
    about: 'schema.prisma has no vote',
    lines: { schema: c.alter('citext', { version: '1.6' }) },
    finds: [],
  },

  {
    rule: 'table-missing',
    about: 'dropped by hand: its columns, keys and indexes are not said',
    lines: { production: c.drop('posts') },
    finds: ['error table-missing table posts production'],
  },
  {
    rule: 'table-missing',
    about: 'a model without migration',
    lines: { schema: c.add(...logs) },
    finds: ['error table-missing table logs schema'],
  },
  {
    rule: 'table-missing',
    about: 'a pending migration makes it',
    lines: { schema: c.add(...logs), pending: c.add(...logs) },
    finds: [],
  },
  {
    rule: 'table-extra',
    about: 'made by hand',
    lines: { production: c.add(...logs) },
    finds: ['warning table-extra table logs production'],
  },
  {
    rule: 'table-extra',
    about: 'everywhere',
    lines: { production: c.add(...logs), history: c.add(...logs), schema: c.add(...logs) },
    finds: [],
  },
  {
    rule: 'table-attributes',
    about: 'unlogged',
    lines: { production: c.alter('posts', { persistence: 'unlogged' }) },
    finds: ['warning table-attributes table posts production'],
  },
  {
    rule: 'table-attributes',
    about: 'schema.prisma has no vote',
    lines: { schema: c.alter('posts', { persistence: 'unlogged' }) },
    finds: [],
  },
  {
    rule: 'join-table-form',
    about: 'the older form',
    lines: {
      production: c.add(...joined('unique')),
      history: c.add(...joined('unique')),
      schema: c.add(...joined('primary')),
    },
    finds: ['info join-table-form table _PostToTag schema'],
  },
  {
    rule: 'join-table-form',
    about: 'one form',
    lines: {
      production: c.add(...joined('unique')),
      history: c.add(...joined('unique')),
      schema: c.add(...joined('unique')),
    },
    finds: [],
  },
  {
    rule: 'mapping-missing',
    about: 'a field',
    lines: { schema: c.rename('created_at', 'createdAt') },
    finds: ['error mapping-missing column created_at schema'],
  },
  {
    rule: 'mapping-missing',
    about: 'not where the column is there too',
    lines: {
      schema: c.all(c.rename('created_at', 'createdAt'), c.add(c.column('users', 'created_at', 'text'))),
    },
    finds: [
      'error column-missing column createdAt schema',
      'warning column-default column created_at schema',
      'error column-type column created_at schema',
    ].sort(),
  },

  {
    rule: 'column-missing',
    about: 'dropped by hand',
    lines: { production: c.drop('nick') },
    finds: ['error column-missing column nick production'],
  },
  {
    rule: 'column-missing',
    about: 'only the history lacks it',
    lines: { history: c.drop('nick') },
    finds: ['error column-missing column nick history'],
  },
  {
    rule: 'column-missing',
    about: 'nowhere',
    lines: { production: c.drop('nick'), history: c.drop('nick'), schema: c.drop('nick') },
    finds: [],
  },
  {
    rule: 'column-extra',
    about: 'nullable',
    lines: { production: c.add(c.column('users', 'age', 'integer', { nullable: true })) },
    finds: ['warning column-extra column age production'],
  },
  {
    rule: 'column-extra',
    about: 'required, without default',
    lines: { production: c.add(c.column('users', 'age', 'integer')) },
    finds: ['error column-extra column age production'],
  },
  {
    rule: 'column-extra',
    about: 'required, with default',
    lines: { production: c.add(c.column('users', 'age', 'integer', { default: '0' })) },
    finds: ['warning column-extra column age production'],
  },
  {
    rule: 'column-extra',
    about: 'a pending migration drops it',
    lines: { production: c.add(c.column('users', 'age', 'integer')), pending: c.drop('age') },
    finds: [],
  },
  {
    rule: 'id-strategy',
    about: 'uuid against cuid, and the key that follows',
    lines: { production: c.all(uuid, c.alter('userId', { type: 'uuid' })) },
    finds: ['error id-strategy column userId production', 'error id-strategy column id production'],
  },
  {
    rule: 'id-strategy',
    about: 'another function for the same uuids is a default alone',
    lines: {
      production: uuid,
      history: c.all(uuid, c.alter('id', { default: 'gen_random_uuid()' })),
      schema: c.all(uuid, c.alter('id', { default: 'gen_random_uuid()' })),
    },
    finds: ['warning column-default column id production'],
  },
  {
    rule: 'column-type',
    about: 'another client type',
    lines: { production: c.alter('nick', { type: 'integer' }) },
    finds: ['error column-type column nick production'],
  },
  {
    rule: 'column-type',
    about: 'a list',
    lines: { production: c.alter('nick', { type: 'text[]' }) },
    finds: ['error column-type column nick production'],
  },
  {
    rule: 'column-type',
    about: 'narrower',
    lines: { production: c.alter('title', { type: 'character varying(50)' }) },
    finds: ['error column-type column title production'],
  },
  {
    rule: 'column-type',
    about: 'wider',
    lines: { production: c.alter('title', { type: 'text' }) },
    finds: ['warning column-type column title production'],
  },
  {
    rule: 'column-type',
    about: 'a domain',
    lines: { production: c.alter('nick', { type: 'public.short_text' }) },
    finds: ['warning column-type column nick production'],
  },
  {
    rule: 'column-type',
    about: 'only the history',
    lines: { history: c.alter('nick', { type: 'integer' }) },
    finds: ['warning column-type column nick history'],
  },
  {
    rule: 'column-type',
    about: 'a pending migration retypes it',
    lines: { production: c.alter('nick', { type: 'integer' }), pending: c.alter('nick', { type: 'text' }) },
    finds: [],
  },
  {
    rule: 'column-nullability',
    about: 'production requires',
    lines: { production: c.alter('nick', { nullable: false }) },
    finds: ['error column-nullability column nick production'],
  },
  {
    rule: 'column-nullability',
    about: 'production holds nulls',
    evidence: nulls('title', 3),
    lines: { production: c.alter('title', { nullable: true }) },
    finds: ['error column-nullability column title production'],
  },
  {
    rule: 'column-nullability',
    about: 'production allows nulls',
    evidence: nulls('title', 0),
    lines: { production: c.alter('title', { nullable: true }) },
    finds: ['warning column-nullability column title production'],
  },
  {
    rule: 'column-nullability',
    about: 'nobody counted',
    lines: { production: c.alter('title', { nullable: true }) },
    finds: ['warning column-nullability column title production'],
  },
  {
    rule: 'column-nullability',
    about: 'a list is never null for schema.prisma',
    lines: {
      production: c.alter('nick', { type: 'text[]', nullable: false }),
      history: c.alter('nick', { type: 'text[]', nullable: false }),
      schema: c.alter('nick', { type: 'text[]', nullable: true }),
    },
    finds: [],
  },
  {
    rule: 'column-generated',
    about: 'computed by hand',
    lines: { production: c.alter('nick', { generated: 'lower(email)', generatedKind: 'stored' }) },
    finds: ['warning column-generated column nick production'],
  },
  {
    rule: 'column-generated',
    about: 'computed everywhere',
    lines: {
      production: c.alter('nick', { generated: 'lower(email)' }),
      history: c.alter('nick', { generated: 'lower(email)' }),
      schema: c.alter('nick', { generated: 'lower(email)' }),
    },
    finds: [],
  },
  {
    rule: 'column-identity',
    about: 'identity against serial',
    lines: { production: c.alter('no', { default: null, identity: 'by-default' }) },
    finds: ['warning column-identity column no production'],
  },
  {
    rule: 'column-identity',
    about: 'each is what autoincrement() asks for',
    lines: {
      production: c.alter('no', { default: null, identity: 'always' }),
      history: c.alter('no', { default: null, identity: 'always' }),
    },
    finds: [],
  },
  {
    rule: 'column-default',
    about: 'another constant',
    lines: { production: c.alter('role', { default: `'ADMIN'::public."Role"` }) },
    finds: ['warning column-default column role production'],
  },
  {
    rule: 'column-default',
    about: 'the schema counts on the database',
    lines: { production: c.alter('no', { default: null }) },
    finds: ['error column-default column no production'],
  },
  {
    rule: 'column-default',
    about: 'all three differ',
    lines: {
      production: c.alter('role', { default: null }),
      schema: c.alter('role', { default: `'ADMIN'::public."Role"` }),
    },
    finds: ['error column-default column role several'],
  },
  {
    rule: 'column-default',
    about: 'one meaning in two texts',
    lines: {
      production: (objects) =>
        objects.map((each) =>
          each.id.name === 'created_at'
            ? {
                ...each,
                attributes: { ...each.attributes, default: 'now()' },
                canonical: { default: 'CURRENT_TIMESTAMP' },
              }
            : each,
        ),
    },
    finds: [],
  },
  {
    rule: 'column-collation',
    about: 'another collation',
    lines: { production: c.alter('nick', { collation: '"C"' }) },
    finds: ['warning column-collation column nick production'],
  },
  {
    rule: 'column-collation',
    about: 'schema.prisma has no vote',
    lines: { schema: c.alter('nick', { collation: '"C"' }) },
    finds: [],
  },

  {
    rule: 'enum-missing',
    about: 'in schema.prisma alone',
    lines: { schema: c.add(mood) },
    finds: ['error enum-missing enum Mood schema'],
  },
  {
    rule: 'enum-missing',
    about: 'a pending migration makes it',
    lines: { schema: c.add(mood), pending: c.add(mood) },
    finds: [],
  },
  {
    rule: 'enum-extra',
    about: 'made by hand',
    lines: { production: c.add(mood) },
    finds: ['warning enum-extra enum Mood production'],
  },
  {
    rule: 'enum-extra',
    about: 'everywhere',
    lines: { production: c.add(mood), history: c.add(mood), schema: c.add(mood) },
    finds: [],
  },
  {
    rule: 'enum-values',
    about: 'a label production lacks',
    lines: { schema: c.alter('Role', { labels: ['MEMBER', 'ADMIN', 'GUEST'] }) },
    finds: ['error enum-values enum Role schema'],
  },
  {
    rule: 'enum-values',
    about: 'rows hold one the schema lacks',
    evidence: labels('GUEST', 2),
    lines: { production: c.alter('Role', { labels: ['GUEST', 'MEMBER', 'ADMIN'] }) },
    finds: ['error enum-values enum Role production'],
  },
  {
    rule: 'enum-values',
    about: 'nobody uses it',
    evidence: labels('GUEST', 0),
    lines: { production: c.alter('Role', { labels: ['GUEST', 'MEMBER', 'ADMIN'] }) },
    finds: ['warning enum-values enum Role production'],
  },
  {
    rule: 'enum-values',
    about: 'order alone is none',
    lines: { schema: c.alter('Role', { labels: ['ADMIN', 'MEMBER'] }) },
    finds: [],
  },
  {
    rule: 'enum-order',
    about: 'order alone',
    lines: { production: c.alter('Role', { labels: ['ADMIN', 'MEMBER'] }) },
    finds: ['info enum-order enum Role production'],
  },
  {
    rule: 'enum-order',
    about: 'not beside other labels',
    lines: { production: c.alter('Role', { labels: ['ADMIN', 'GUEST', 'MEMBER'] }) },
    finds: ['warning enum-values enum Role production'],
  },

  {
    rule: 'primary-key',
    about: 'dropped by hand',
    lines: { production: c.drop('posts_pkey') },
    finds: ['error primary-key primary-key posts_pkey production'],
  },
  {
    rule: 'primary-key',
    about: 'over other columns',
    lines: { production: c.alter('posts_pkey', { columns: ['no', 'userId'] }) },
    finds: ['error primary-key primary-key posts_pkey production'],
  },
  {
    rule: 'primary-key',
    about: 'the name is another rule’s',
    lines: { production: c.rename('posts_pkey', 'pk_posts') },
    finds: ['info object-name primary-key pk_posts production'],
  },
  {
    rule: 'unique-missing',
    about: 'dropped by hand',
    lines: { production: c.drop('users_email_key') },
    finds: ['error unique-missing unique users_email_key production'],
  },
  {
    rule: 'unique-missing',
    about: 'a pending migration makes it',
    lines: {
      history: c.drop('users_email_key'),
      production: c.drop('users_email_key'),
      pending: c.add(c.unique('users', ['email'])),
    },
    finds: [],
  },
  {
    rule: 'unique-extra',
    about: 'made by hand',
    lines: { production: c.add(c.unique('users', ['nick'])) },
    finds: ['warning unique-extra unique users_nick_key production'],
  },
  {
    rule: 'unique-extra',
    about: 'a partial one of a migration, which PSL cannot say',
    lines: {
      production: c.add(c.unique('users', ['nick'], { predicate: 'nick IS NOT NULL' })),
      history: c.add(c.unique('users', ['nick'], { predicate: 'nick IS NOT NULL' })),
    },
    finds: [],
  },
  {
    rule: 'unique-definition',
    about: 'partial under a full @unique',
    lines: {
      production: c.alter('users_email_key', { predicate: 'nick IS NOT NULL' }),
      history: c.alter('users_email_key', { predicate: 'nick IS NOT NULL' }),
    },
    finds: ['error unique-definition unique users_email_key schema'],
  },
  {
    rule: 'unique-definition',
    about: 'a constraint in its place',
    lines: { production: c.alter('users_email_key', { constraint: true }) },
    finds: ['error unique-definition unique users_email_key production'],
  },
  {
    rule: 'unique-definition',
    about: 'schema.prisma does not tell a constraint from an index',
    lines: { schema: c.alter('users_email_key', { constraint: true }) },
    finds: [],
  },
  {
    rule: 'index-missing',
    about: 'dropped by hand',
    lines: { production: c.drop('posts_userId_idx') },
    finds: ['warning index-missing index posts_userId_idx production'],
  },
  {
    rule: 'index-missing',
    about: 'another name for it',
    lines: { production: c.rename('posts_userId_idx', 'by_user') },
    finds: ['info object-name index by_user production'],
  },
  {
    rule: 'index-extra',
    about: 'made by hand',
    lines: { production: c.add(c.index('posts', ['title'])) },
    finds: ['warning index-extra index posts_title_idx production'],
  },
  {
    rule: 'index-extra',
    about: 'a twin of one that schema.prisma has is not its matter',
    lines: {
      production: c.add(c.index('posts', ['userId'], {}, 'twin')),
      history: c.add(c.index('posts', ['userId'], {}, 'twin')),
    },
    finds: [],
  },
  {
    rule: 'index-extra',
    about: 'an expression of a migration, which PSL cannot say',
    lines: {
      production: c.add(c.index('posts', ['(lower(title))'])),
      history: c.add(c.index('posts', ['(lower(title))'])),
    },
    finds: [],
  },
  {
    rule: 'index-definition',
    about: 'another order',
    lines: { production: c.alter('posts_userId_idx', { orders: ['DESC'], nulls: ['FIRST'] }) },
    finds: ['warning index-definition index posts_userId_idx production'],
  },
  {
    rule: 'index-definition',
    about: 'schema.prisma cannot say where nulls go',
    lines: { schema: c.alter('posts_userId_idx', { nulls: ['FIRST'] }) },
    finds: [],
  },
  {
    rule: 'foreign-key-missing',
    about: 'dropped by hand',
    lines: { production: c.drop('posts_userId_fkey') },
    finds: ['error foreign-key-missing foreign-key posts_userId_fkey production'],
  },
  {
    rule: 'foreign-key-missing',
    about: 'nowhere',
    lines: {
      production: c.drop('posts_userId_fkey'),
      history: c.drop('posts_userId_fkey'),
      schema: c.drop('posts_userId_fkey'),
    },
    finds: [],
  },
  {
    rule: 'foreign-key-extra',
    about: 'made by hand',
    lines: { production: c.add(c.foreignKey('users', 'nick', 'users')) },
    finds: ['warning foreign-key-extra foreign-key users_nick_fkey production'],
  },
  {
    rule: 'foreign-key-extra',
    about: 'everywhere',
    lines: {
      production: c.add(c.foreignKey('users', 'nick', 'users')),
      history: c.add(c.foreignKey('users', 'nick', 'users')),
      schema: c.add(c.foreignKey('users', 'nick', 'users')),
    },
    finds: [],
  },
  {
    rule: 'foreign-key-definition',
    about: 'another target',
    lines: { production: c.alter('posts_userId_fkey', { targetTable: 'posts' }) },
    finds: ['error foreign-key-definition foreign-key posts_userId_fkey production'],
  },
  {
    rule: 'foreign-key-definition',
    about: 'NOT VALID',
    lines: { production: c.alter('posts_userId_fkey', { validated: false }) },
    finds: ['warning foreign-key-definition foreign-key posts_userId_fkey production'],
  },
  {
    rule: 'foreign-key-definition',
    about: 'schema.prisma cannot say NOT VALID',
    lines: {
      production: c.alter('posts_userId_fkey', { validated: false }),
      history: c.alter('posts_userId_fkey', { validated: false }),
    },
    finds: [],
  },
  {
    rule: 'foreign-key-actions',
    about: 'NO ACTION is not RESTRICT',
    lines: { production: c.alter('posts_userId_fkey', { onDelete: 'NO ACTION' }) },
    finds: ['warning foreign-key-actions foreign-key posts_userId_fkey production'],
  },
  {
    rule: 'foreign-key-actions',
    about: 'one action everywhere',
    lines: {
      production: c.alter('posts_userId_fkey', { onDelete: 'CASCADE' }),
      history: c.alter('posts_userId_fkey', { onDelete: 'CASCADE' }),
      schema: c.alter('posts_userId_fkey', { onDelete: 'CASCADE' }),
    },
    finds: [],
  },
  {
    rule: 'object-name',
    about: 'an index',
    lines: { production: c.rename('posts_userId_idx', 'by_user') },
    finds: ['info object-name index by_user production'],
  },
  {
    rule: 'object-name',
    about: 'a name that a missing @map brings along',
    lines: {
      schema: c.all(
        c.rename('userId', 'user_id'),
        c.alter('posts_userId_idx', { columns: ['user_id'] }),
        c.rename('posts_userId_idx', 'posts_user_id_idx'),
        c.alter('posts_userId_fkey', { columns: ['user_id'] }),
        c.rename('posts_userId_fkey', 'posts_user_id_fkey'),
      ),
    },
    finds: ['error mapping-missing column userId schema'],
  },
  ...historyCases,
  ...accessCases,
  ...constraintCases,
  ...typeCases,
  ...attributionCases,
  ...viewCases,
]
