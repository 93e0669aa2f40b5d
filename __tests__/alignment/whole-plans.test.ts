/** Plans that were once not proved, each as small as it could be made. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

type Small = Parameters<typeof check>[0]

const user = 'CREATE TABLE "User" ("id" SERIAL PRIMARY KEY);'
const tags = `CREATE TABLE "Tag" ("id" SERIAL PRIMARY KEY);
  CREATE TABLE "_TagToUser" ("A" INTEGER NOT NULL, "B" INTEGER NOT NULL, CONSTRAINT "_TagToUser_AB_pkey" PRIMARY KEY ("A", "B"));
  CREATE INDEX "_TagToUser_B_index" ON "_TagToUser"("B");
  ALTER TABLE "_TagToUser" ADD CONSTRAINT "_TagToUser_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;
  ALTER TABLE "_TagToUser" ADD CONSTRAINT "_TagToUser_B_fkey" FOREIGN KEY ("B") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;`
const model = (...lines: readonly string[]) =>
  `model User {\n  id Int @id @default(autoincrement())\n  ${lines.join('\n  ')}\n}\n`
const tagModel = 'model Tag {\n  id Int @id @default(autoincrement())\n  users User[]\n}\n'

async function proved(small: Small, options: Partial<Config> = {}) {
  const plan = planIn(await check(small, options))
  expect(plan.proof.checks.filter(({ held }) => !held)).toEqual([])
  expect(plan.proof.status).toBe('proved')
  expect(plan.steps.filter(({ direction }) => direction === 'person')).toEqual([])
  return plan
}

describe('the table of an implicit many-to-many relation', () => {
  test('comes with the key that keeps its pairs apart', async () => {
    const { migrationSql } = await proved({
      schema: model('tags Tag[]') + tagModel,
      migration: user + tags,
      byHand: 'DROP TABLE "_TagToUser";',
    })
    expect(migrationSql).toContain('CONSTRAINT "_TagToUser_AB_pkey" PRIMARY KEY ("A", "B")')
  })

  test('comes with the tables that it points to, whatever they are called', async () => {
    const { migrationSql } = await proved({ schema: model(), migration: user, byHand: tags })
    expect(migrationSql.indexOf('CREATE TABLE "Tag"')).toBeLessThan(migrationSql.indexOf('FOREIGN KEY'))
  })
})

test('a foreign key is made on the column as the database calls it', async () => {
  const { migrationSql } = await proved({
    schema: model(
      'boss Int? @map("boss_id")',
      'to User? @relation("b", fields: [boss], references: [id], map: "boss_fkey")',
      'from User[] @relation("b")',
    ),
    migration: `${user} ALTER TABLE "User" ADD "chief_id" INTEGER;
      ALTER TABLE "User" ADD CONSTRAINT "boss_fkey" FOREIGN KEY ("chief_id") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;`,
    byHand: 'ALTER TABLE "User" DROP CONSTRAINT "boss_fkey";',
  })
  expect(migrationSql).toContain('FOREIGN KEY ("chief_id")')
})

describe('with `policy: schema-first`', () => {
  const policy = { policy: 'schema-first' } as const

  test('the migrations give way where production and schema.prisma agree', async () => {
    const { migrations, schemaPatch } = await proved(
      {
        schema: model('@@map("members")'),
        migration: user,
        byHand: `ALTER TABLE "User" RENAME TO members; ALTER TABLE members RENAME CONSTRAINT "User_pkey" TO members_pkey;`,
      },
      policy,
    )
    expect(migrations.map(({ recorded }) => recorded)).toEqual([true])
    expect(schemaPatch).toBe('')
  })

  test('the rollback brings a table back with all that was on it', async () => {
    const { rollbackSql } = await proved(
      {
        schema: model(),
        migration: user,
        byHand: `CREATE TABLE "Note" ("id" SERIAL PRIMARY KEY, "text" TEXT, "userId" INTEGER REFERENCES "User"("id"));
          CREATE INDEX "Note_text_idx" ON "Note"("text");`,
      },
      policy,
    )
    expect(rollbackSql).toMatch(/"text" TEXT[\s\S]*CREATE INDEX "Note_text_idx"/)
  })

  test('the migrations lose what is in no schema, of a table that production is to get', async () => {
    const { migrations } = await proved(
      {
        schema: model(),
        migration: `${user} ALTER TABLE "User" ADD "age" INTEGER;`,
        byHand: 'DROP TABLE "User";',
      },
      policy,
    )
    expect(migrations[0]).toMatchObject({ recorded: true, sql: expect.stringContaining('DROP COLUMN') })
  })
})

test('a value of an enum stays the one it is where schema.prisma maps it to another label', async () => {
  const { schemaPatch, migrations } = await proved({
    schema: `enum Role {\n  ADMIN @map("boss")\n  USER\n}\n${model('role Role')}`,
    migration: `CREATE TYPE "Role" AS ENUM ('ADMIN', 'USER'); ${user} ALTER TABLE "User" ADD "role" "Role" NOT NULL;`,
  })
  expect(schemaPatch).toContain('-  ADMIN @map("boss")\n+  ADMIN\n')
  expect(migrations).toEqual([])
})

test('a field that was a list may become optional', async () => {
  const { schemaPatch } = await proved({
    schema: model('ages Int[]'),
    migration: `${user} ALTER TABLE "User" ADD "ages" INTEGER[];`,
    byHand: 'ALTER TABLE "User" DROP "ages", ADD "ages" INTEGER;',
  })
  expect(schemaPatch).toMatch(/\+ {2}ages Int\?\n/)
})

test('of two uniques that are alike one is declared, as `db pull` does', async () => {
  const { schemaPatch } = await proved({
    schema: model('age Int', '@@unique([age], map: "one")', '@@unique([age(sort: Desc)], map: "two")'),
    migration: `${user} ALTER TABLE "User" ADD "age" INTEGER NOT NULL;
      CREATE UNIQUE INDEX "one" ON "User"("age"); CREATE UNIQUE INDEX "two" ON "User"("age");`,
  })
  expect(schemaPatch).toContain('-  @@unique([age(sort: Desc)], map: "two")')
})

describe('is left to a person', () => {
  test('a join table that points elsewhere than schema.prisma can say', async () => {
    const report = await check({
      schema: model('tags Tag[]') + tagModel,
      migration: user + tags,
      byHand: `CREATE TABLE "Other" ("id" SERIAL PRIMARY KEY);
        ALTER TABLE "_TagToUser" DROP CONSTRAINT "_TagToUser_A_fkey",
          ADD CONSTRAINT "_TagToUser_A_fkey" FOREIGN KEY ("A") REFERENCES "Other"("id") ON DELETE CASCADE ON UPDATE CASCADE;`,
    })
    const { proof, steps } = planIn(report)
    expect(proof.status).toBe('proved')
    expect(steps.find(({ direction }) => direction === 'person')?.why).toContain('only which models it joins')
  })

  test('a column that a relation ties to one of another type', async () => {
    const report = await check({
      schema: model(
        'boss Int?',
        'name String?',
        'to User? @relation("b", fields: [boss], references: [id])',
        'from User[] @relation("b")',
      ),
      migration: `${user} ALTER TABLE "User" ADD "boss" INTEGER;
        ALTER TABLE "User" ADD CONSTRAINT "User_boss_fkey" FOREIGN KEY ("boss") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;`,
      byHand: 'ALTER TABLE "User" DROP COLUMN "boss", ADD COLUMN "boss" TEXT, ADD COLUMN "extra" TEXT;',
    })
    const { proof, steps } = planIn(report)
    expect(proof.status).toBe('proved')
    expect(steps.filter(({ direction }) => direction === 'person').map(({ why }) => why)).toContainEqual(
      expect.stringContaining('one type at both of its ends'),
    )
  })
})

test('a table is declared without what only a preview feature can say', async () => {
  const { schemaPatch } = await proved({
    schema: '',
    migration: `${user} CREATE INDEX "some" ON "User"("id") WHERE "id" > 3;`,
  })
  expect(schemaPatch).toContain('+model User {')
  expect(schemaPatch).not.toContain('where')
})
