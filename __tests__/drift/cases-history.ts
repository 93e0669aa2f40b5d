/** Cases of the rules about migrations. */
import {
  type HistoryDiagnosis,
  type HistoryOutcome,
  type Migration,
  recordOnly,
} from '../../src/model/migration.ts'
import * as c from './catalogs.ts'
import type { RuleCase } from './rule-cases.ts'

export const migration = (name: string): Migration => ({
  name,
  file: `prisma/migrations/${name}/migration.sql`,
  sql: '',
  checksum: '',
})
const diagnosis: HistoryDiagnosis = {
  applied: [],
  pending: [],
  unknown: [],
  edited: [],
  failed: [],
  resolved: [],
  git: 'none',
  unrecorded: null,
}
export const outcome = (
  changed: Partial<HistoryDiagnosis>,
  more: Partial<HistoryOutcome> = {},
): HistoryOutcome => ({
  diagnosis: { ...diagnosis, ...changed },
  breaks: null,
  unreplayable: null,
  unreplayableLater: [],
  untold: new Set(),
  ...more,
})
const broken = {
  migration: migration('2_unique'),
  line: 3,
  statement: 'CREATE UNIQUE INDEX',
  sqlstate: '23505',
  message: 'could not create unique index "users_nick_key"',
  rows: 2,
  partial: false,
}
const record = (name: string, state: 'applied' | 'failed') => ({ name, checksum: '', state, resolved: false })
const unread = { past: null, names: new Set<string>() }
const edited = (onlyLineEndings: boolean) => ({
  migration: migration('1_init'),
  recorded: '',
  onlyLineEndings,
  ...unread,
})

const unrecorded = { schema: 'public', hasTable: false, distance: 0 }
const engine = (sql: string, ...names: readonly string[]) => ({ sql, names: new Set(names) })
const bio = c.column('users', 'bio', 'text', { nullable: true })

export const historyCases: readonly RuleCase[] = [
  {
    rule: 'migration-pending',
    about: 'one that waits',
    history: outcome({ pending: [migration('2_nick')] }),
    finds: ['info migration-pending migration 2_nick unknown'],
  },
  {
    rule: 'migration-pending',
    about: 'one that ran',
    history: outcome({ applied: [migration('2_nick')] }),
    finds: [],
  },
  {
    rule: 'migration-unknown',
    about: 'one that only production has',
    history: outcome({ unknown: [{ name: '1_lost', checksum: '', ...unread }] }),
    finds: ['warning migration-unknown migration 1_lost unknown'],
  },
  { rule: 'migration-unknown', about: 'none', history: outcome({}), finds: [] },
  {
    rule: 'migration-edited',
    about: 'another text',
    history: outcome({ edited: [edited(false)] }),
    finds: ['warning migration-edited migration 1_init unknown'],
  },
  {
    rule: 'migration-edited',
    about: 'other line endings',
    history: outcome({ edited: [edited(true)] }),
    finds: ['info migration-edited migration 1_init unknown'],
  },
  {
    rule: 'migration-edited',
    about: 'none',
    history: outcome({ applied: [migration('1_init')] }),
    finds: [],
  },
  {
    rule: 'migration-failed',
    about: 'one that never ended, and is not said to wait or to break beside it',
    history: outcome(
      { failed: [record('2_unique', 'failed')], pending: [migration('2_unique')] },
      { breaks: broken },
    ),
    finds: ['error migration-failed migration 2_unique unknown'],
  },
  { rule: 'migration-failed', about: 'none', history: outcome({}), finds: [] },
  {
    rule: 'migration-breaks',
    about: 'rows in its way',
    history: outcome({}, { breaks: broken }),
    finds: ['error migration-breaks migration 2_unique unknown'],
  },
  { rule: 'migration-breaks', about: 'none', history: outcome({}), finds: [] },
  {
    rule: 'migration-unreplayable',
    about: 'one that counts on rows',
    history: outcome({}, { unreplayable: broken }),
    finds: ['warning migration-unreplayable migration 2_unique unknown'],
  },
  { rule: 'migration-unreplayable', about: 'none', history: outcome({}), finds: [] },

  {
    rule: 'migration-unrecorded',
    about: 'a beginning of the history is the nearest',
    history: outcome({
      applied: [migration('1_init')],
      pending: [migration('2_nick')],
      unrecorded: { ...unrecorded, distance: 2 },
    }),
    finds: [
      'warning migration-unrecorded table _prisma_migrations production',
      'info migration-pending migration 2_nick unknown',
    ],
  },
  {
    rule: 'migration-unrecorded',
    about: 'a production as all migrations make it',
    history: outcome({ applied: [migration('1_init')], unrecorded }),
    finds: ['info migration-unrecorded table _prisma_migrations production'],
  },
  {
    rule: 'migration-unrecorded',
    about: 'nothing of the history is there',
    history: outcome({ pending: [migration('1_init')], unrecorded: { ...unrecorded, distance: 9 } }),
    finds: [
      'warning migration-unrecorded table _prisma_migrations production',
      'info migration-pending migration 1_init unknown',
    ],
  },
  {
    rule: 'migration-unrecorded',
    about: 'one that was written for what production has',
    history: outcome({
      applied: [migration('1_init')],
      pending: [{ ...migration('2_adopt'), sql: `-- About it.\n${recordOnly}\n\nSELECT 1;\n` }],
    }),
    finds: ['warning migration-unrecorded migration 2_adopt unknown'],
  },
  {
    rule: 'migration-unrecorded',
    about: 'the mark stands below a statement, where it marks nothing',
    history: outcome({ pending: [{ ...migration('2_nick'), sql: `SELECT 1;\n${recordOnly}\n` }] }),
    finds: ['info migration-pending migration 2_nick unknown'],
  },
  {
    rule: 'migration-unrecorded',
    about: 'records are kept',
    history: outcome({ applied: [migration('1_init')] }),
    finds: [],
  },

  {
    rule: 'migration-missing',
    about: 'a field that no migration makes',
    lines: { schema: c.add(bio) },
    migration: engine('ALTER TABLE "users" ADD COLUMN "bio" TEXT;', 'users', 'bio'),
    finds: ['error column-missing column bio schema', 'error migration-missing file schema.prisma schema'],
  },
  {
    rule: 'migration-missing',
    about: 'a field that production has already',
    lines: { schema: c.add(bio), production: c.add(bio) },
    migration: engine('ALTER TABLE "users" ADD COLUMN "bio" TEXT;', 'users', 'bio'),
    finds: ['error column-missing column bio history', 'error migration-missing file schema.prisma history'],
  },
  {
    rule: 'migration-missing',
    about: 'what the engine would not migrate',
    lines: { schema: c.add(bio) },
    migration: engine('ALTER TABLE "posts" ADD COLUMN "x" TEXT;', 'posts', 'x'),
    finds: ['error column-missing column bio schema'],
  },
  {
    rule: 'migration-missing',
    about: 'a change by hand, whatever the engine would do',
    lines: { production: c.drop('nick') },
    migration: engine('ALTER TABLE "users" ADD COLUMN "nick" TEXT;', 'users', 'nick'),
    finds: ['error column-missing column nick production'],
  },
  {
    rule: 'migration-missing',
    about: 'a name that schema.prisma spells otherwise',
    lines: { schema: c.rename('userId', 'user_id') },
    migration: engine(
      'ALTER TABLE "posts" DROP COLUMN "userId", ADD "user_id" TEXT;',
      'posts',
      'userId',
      'user_id',
    ),
    finds: ['error mapping-missing column userId schema'],
  },
]
