/** What is new is as its neighbours in production really are; where they do not agree it is as the schema says. */
import { describe, expect, test } from 'vitest'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

const uuid = 'UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY'
const table = (name: string, id: string, rest = '') => `CREATE TABLE "${name}" ("id" ${id}${rest});`
const uuidModel = (name: string, ...lines: readonly string[]) =>
  `model ${name} {\n  id String @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid\n  ${lines.join('\n  ')}\n}\n`
const cuidModel = (name: string, ...lines: readonly string[]) =>
  `model ${name} {\n  id String @id @default(cuid())\n  ${lines.join('\n  ')}\n}\n`

/** The plan's SQL, which is proved. */
async function sqlOf(schema: string, migration: string): Promise<string> {
  const { proof, migrationSql } = planIn(await check({ schema, migration }))
  expect(proof.checks.filter(({ held }) => !held)).toEqual([])
  expect(proof.status).toBe('proved')
  return migrationSql
}

describe('ids', () => {
  test('of a new table are those of its neighbours, and what refers to them is too', async () => {
    const sql = await sqlOf(
      uuidModel('A') +
        uuidModel('B') +
        cuidModel('Team', 'members Member[]') +
        cuidModel('Member', 'teamId String', 'team Team @relation(fields: [teamId], references: [id])'),
      table('A', uuid) + table('B', uuid),
    )
    expect(sql.match(/"id" UUID NOT NULL DEFAULT gen_random_uuid\(\)/g)).toHaveLength(2)
    expect(sql).toContain('"teamId" UUID NOT NULL')
  })

  test('are as the schema says where no kind has more than half', async () => {
    const sql = await sqlOf(
      `${uuidModel('A')}model B {\n  id Int @id @default(autoincrement())\n}\n${cuidModel('Team')}`,
      table('A', uuid) + table('B', 'SERIAL PRIMARY KEY'),
    )
    expect(sql).toContain('"id" TEXT NOT NULL')
  })

  test('are as the schema says where there is no neighbour', async () => {
    const sql = await sqlOf(cuidModel('Team'), 'SELECT 1;')
    expect(sql).toContain('"id" TEXT NOT NULL')
  })

  test('that the database counts stay so', async () => {
    const sql = await sqlOf(
      `${uuidModel('A')}model Team {\n  id Int @id @default(autoincrement())\n}\n`,
      table('A', uuid),
    )
    expect(sql).toContain('"id" SERIAL NOT NULL')
  })

  test('of a neighbour are the type of a new column that refers to it', async () => {
    const sql = await sqlOf(
      `${uuidModel('A', 'notes Note[]')}model Note {\n  id Int @id @default(autoincrement())\n  aId String? @db.Uuid\n  a A? @relation(fields: [aId], references: [id])\n}\n`,
      table('A', uuid) + table('Note', 'SERIAL PRIMARY KEY'),
    )
    expect(sql).toContain('ADD COLUMN "aId" UUID')
  })
})

describe('times', () => {
  const timed = (...lines: readonly string[]) =>
    `model A {\n  id Int @id @default(autoincrement())\n  ${lines.join('\n  ')}\n}\n`

  test('have a zone where the others have one', async () => {
    const sql = await sqlOf(
      timed('at DateTime @db.Timestamptz(6)', 'paidAt DateTime?'),
      table('A', 'SERIAL PRIMARY KEY', ', "at" TIMESTAMPTZ(6) NOT NULL'),
    )
    expect(sql).toContain('"paidAt" TIMESTAMPTZ(6)')
  })

  test('have none where the others have none', async () => {
    const sql = await sqlOf(
      timed('at DateTime', 'paidAt DateTime?'),
      table('A', 'SERIAL PRIMARY KEY', ', "at" TIMESTAMP(3) NOT NULL'),
    )
    expect(sql).toContain('"paidAt" TIMESTAMP(3)')
  })

  test('are as the schema says where the others do not agree, or there are none', async () => {
    const sql = await sqlOf(
      timed('at DateTime', 'on DateTime @db.Timestamptz(6)', 'paidAt DateTime?'),
      table('A', 'SERIAL PRIMARY KEY', ', "at" TIMESTAMP(3) NOT NULL, "on" TIMESTAMPTZ(6) NOT NULL'),
    )
    expect(sql).toContain('"paidAt" TIMESTAMP(3)')
    expect(await sqlOf(timed('paidAt DateTime?'), table('A', 'SERIAL PRIMARY KEY'))).toContain(
      '"paidAt" TIMESTAMP(3)',
    )
  })
})

describe('names', () => {
  const bookings = (...lines: readonly string[]) =>
    `model Booking {\n  id Int @id @default(autoincrement())\n  createdAt DateTime @map("created_at")\n  ownerName String? @map("owner_name")\n  ${lines.join('\n  ')}\n  @@map("bookings")\n}\n`
  const rooms = 'model Room {\n  id Int @id @default(autoincrement())\n  @@map("rooms")\n}\n'
  const made =
    table('bookings', 'SERIAL PRIMARY KEY', ', "created_at" TIMESTAMP(3) NOT NULL, "owner_name" TEXT') +
    table('rooms', 'SERIAL PRIMARY KEY')

  /** The plan, which is proved, with its SQL and the lines that schema.prisma gains. */
  async function planned(schema: string, migration: string) {
    const plan = planIn(await check({ schema, migration }))
    expect(plan.proof).toMatchObject({ status: 'proved' })
    const added = plan.schemaPatch.split('\n').filter((line) => /^\+[^+]/.test(line))
    const lines = added.map((line) => line.slice(1).trim().replaceAll(/ +/g, ' '))
    return { steps: plan.steps, sql: plan.migrationSql, lines }
  }

  test('of a new field are those of its neighbours, and its index follows', async () => {
    const { sql, lines, steps } = await planned(
      `${rooms}${bookings('paidAt DateTime?', '@@index([paidAt])', '@@unique([ownerName, paidAt])')}`,
      made,
    )
    expect(sql).toContain('ADD COLUMN "paid_at"')
    expect(sql).toContain('"bookings_paid_at_idx"')
    expect(sql).toContain('"bookings_owner_name_paid_at_key"')
    expect(sql).not.toContain('paidAt')
    expect(lines).toEqual(['paidAt DateTime? @map("paid_at")'])
    expect(steps[0]).toMatchObject({
      title: 'Add the column `bookings.paid_at` to production',
      why: expect.stringContaining('It is named `paid_at` as its neighbours are.'),
    })
  })

  test('of a new model are those of the others, with its columns, keys and what refers to it', async () => {
    const { sql, lines, steps } = await planned(
      `${rooms}${bookings(
        'policyId Int?',
        'policy CancelPolicy? @relation(fields: [policyId], references: [id])',
      )}model CancelPolicy {\n  id Int @id @default(autoincrement())\n  dayCount Int\n  bookings Booking[]\n}\n`,
      made,
    )
    expect(sql).toContain('CREATE TABLE "cancel_policies"')
    expect(sql).toContain('"cancel_policies_pkey"')
    expect(sql).toContain('"day_count"')
    expect(sql).toContain('"bookings_policy_id_fkey"')
    expect(sql).not.toMatch(/CancelPolicy|dayCount|policyId/)
    expect(lines).toEqual([
      'policyId Int? @map("policy_id")',
      'dayCount Int @map("day_count")',
      '@@map("cancel_policies")',
    ])
    expect(steps.map(({ why }) => why).join()).toContain(
      'It is named `cancel_policies` as its neighbours are. Columns are named as their neighbours are: `day_count`.',
    )
  })

  test('are those of most tables where the own one has too few of several words', async () => {
    const { sql } = await planned(
      `${bookings()}model Room {\n  id Int @id @default(autoincrement())\n  bedCount Int?\n  @@map("rooms")\n}\n`,
      made,
    )
    expect(sql).toContain('"bed_count"')
  })

  test.each([
    [
      'that its neighbours do not have',
      'nightCount Int @map("nightCount")\n  feeTotal Int @map("feeTotal")',
      ', "nightCount" INTEGER NOT NULL, "feeTotal" INTEGER NOT NULL',
    ],
    ['that is not taken', 'other DateTime? @map("paid_at")', ', "paid_at" TIMESTAMP(3)'],
  ])('are %s', async (_, line, columns) => {
    const { sql, lines } = await planned(
      `${rooms}${bookings(line, 'paidAt DateTime?')}`,
      made.replace('"owner_name" TEXT', `"owner_name" TEXT${columns}`),
    )
    expect(sql).toContain('"paidAt"')
    expect(lines).toEqual([])
  })

  test('that schema.prisma gives stay', async () => {
    const { sql, lines } = await planned(
      `${rooms}${bookings('paidAt DateTime? @map("paidAt")')}model Policy {\n  id Int @id\n  @@map("Policy")\n}\n`,
      made,
    )
    expect(sql).toContain('"paidAt"')
    expect(sql).toContain('"Policy"')
    expect(lines).toEqual([])
  })

  test('that a migration gives stay', async () => {
    const { proof, migrationSql, schemaPatch } = planIn(
      await check({
        schema: `${rooms}${bookings('paidAt DateTime?')}`,
        migration: `${made}ALTER TABLE "bookings" ADD "paidAt" TIMESTAMP(3);`,
        byHand: 'ALTER TABLE "bookings" DROP "paidAt"',
      }),
    )
    expect(proof.status).toBe('proved')
    expect(migrationSql).toContain('"paidAt"')
    expect(schemaPatch).toBe('')
  })

  test('of a single neighbour are no convention', async () => {
    const { sql } = await planned(
      'model Booking {\n  id Int @id @default(autoincrement())\n  createdAt DateTime @map("created_at")\n  paidAt DateTime?\n  @@map("bookings")\n}\nmodel Room {\n  id Int @id @default(autoincrement())\n}\n',
      table('bookings', 'SERIAL PRIMARY KEY', ', "created_at" TIMESTAMP(3) NOT NULL'),
    )
    expect(sql).toContain('"paidAt"')
    expect(sql).toContain('"Room"')
  })
})
