/**
 * Relations of all kinds that come, change and go, in schemas with names of their own. `METAMORPHIC_SEED` and
 * `METAMORPHIC_RUNS` run a failure again, or for longer.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { datasource } from '../engine/support.ts'
import { applied, drifted, edit, judge } from './support.ts'

const { METAMORPHIC_SEED: seed, METAMORPHIC_RUNS: runs } = process.env
const settings = {
  numRuns: Number(runs ?? 6),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  interruptAfterTimeLimit: runs === undefined ? 60_000 : 3_600_000,
} satisfies fc.Parameters<unknown>
const timeout = runs === undefined ? 120_000 : 3_600_000

/** How models, fields and relations are named. */
const styles = {
  mapped: (relation: boolean) => `model User {
  id        Int    @id
  fullName  String @map("full_name")
  createdAt DateTime @default(now()) @map("created_at")
  ${relation ? 'orders    Order[]' : ''}

  @@map("users")
}

model Order {
  id     Int @id
  userId Int @map("user_id")
  ${relation ? 'user   User @relation(fields: [userId], references: [id])' : ''}

  @@index([userId])
  @@map("orders")
}`,
  pulled: (relation: boolean) => `model users {
  id         Int      @id
  full_name  String
  created_at DateTime @default(now())
  ${relation ? 'orders     orders[]' : ''}
}

model orders {
  id      Int @id
  user_id Int
  ${relation ? 'users   users @relation(fields: [user_id], references: [id])' : ''}

  @@index([user_id])
}`,
  plain: (relation: boolean) => `/// Who buys
model User {
  id Int @id // the id
  full_name String
  created_at DateTime @default(now())
${relation ? '  orders Order[] // hers\n' : ''}  @@map("users")
}
model Order {
  id Int @id
  user_id Int
${relation ? '  user User @relation(fields: [user_id], references: [id])\n' : ''}  @@index([user_id])
  @@map("orders")
}`,
}

const tables = ['users', 'orders'] as const
const column = fc.constantFrom('owner_id', 'parent_id', 'created_by', 'user_id2', 'ref', 'order_id')
const table = fc.constantFrom(...tables, 'audit_logs', 'addresses', 'user_statuses')
const action = fc.constantFrom('CASCADE', 'SET NULL', 'NO ACTION', 'RESTRICT')

/** Statements, in any number and order; what cannot be done is passed over. */
const statement = fc.oneof(
  fc
    .tuple(table, column, table, action, fc.boolean())
    .map(
      ([from, name, to, does, unique]) =>
        `ALTER TABLE ${from} ADD ${name} integer ${unique ? 'UNIQUE' : ''} REFERENCES ${to} ON DELETE ${does} ON UPDATE CASCADE`,
    ),
  fc.tuple(table, column).map(([from, name]) => `ALTER TABLE ${from} ADD ${name} text NOT NULL DEFAULT 'a'`),
  fc.constantFrom(
    'ALTER TABLE orders ALTER user_id DROP NOT NULL',
    'ALTER TABLE orders ADD CONSTRAINT one_each UNIQUE (user_id)',
    'ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey',
    'ALTER TABLE orders DROP user_id',
    'ALTER TABLE users DROP full_name',
    'ALTER TABLE orders DROP CONSTRAINT orders_pkey',
    'ALTER TABLE users ADD UNIQUE (full_name, created_at)',
    'DROP TABLE orders',
  ),
)

test(
  'relations come, change and go on both sides',
  () => {
    const style = fc.constantFrom(...(Object.keys(styles) as (keyof typeof styles)[]))
    const property = fc.asyncProperty(
      style,
      fc.boolean(),
      fc.uniqueArray(statement, { minLength: 1, maxLength: 8 }),
      async (style, relation, statements) => {
        const content = `${datasource(7)}\n${styles[style](relation)}\n`
        const task = await drifted(
          [{ path: 'schema.prisma', content }],
          [...newTables, ...statements].map(tried).join('\n'),
        )
        const { files, edits, again } = await edit(task)
        expect(await judge(task, files)).toEqual({ invalid: [], pullChanges: false })
        expect(applied(task.project.files, edits)).toEqual(files)
        expect(edits.filter(({ reasons }) => reasons.length === 0)).toEqual([])
        expect(again).toEqual({ files, edits: [] })
      },
    )
    return fc.assert(property, settings)
  },
  timeout,
)

const newTables = [
  'CREATE TABLE audit_logs (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users)',
  'CREATE TABLE addresses (street text)',
  'CREATE TABLE user_statuses (id uuid UNIQUE NOT NULL, users integer)',
]

function tried(sql: string): string {
  return `DO $$ BEGIN ${sql}; EXCEPTION WHEN OTHERS THEN END $$;`
}
