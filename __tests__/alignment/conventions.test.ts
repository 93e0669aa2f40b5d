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
