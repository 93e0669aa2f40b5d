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

describe('with `policy: schema-first`, of what reads a column that gets another type', () => {
  const policy = { policy: 'schema-first' } as const
  const aged = `${user} ALTER TABLE "User" ADD "age" INTEGER;`
  const retype = 'ALTER TABLE "User" ALTER "age" TYPE TEXT;'

  test('a view goes once, and comes back after the column', async () => {
    const { migrationSql, rollbackSql } = await proved(
      {
        schema: model('age Int?'),
        migration: aged,
        byHand: `${retype} CREATE MATERIALIZED VIEW "ages" AS SELECT "age" FROM "User";`,
      },
      policy,
    )
    expect(migrationSql.split('DROP MATERIALIZED VIEW').length).toBe(2)
    expect(rollbackSql).toMatch(/SET DATA TYPE TEXT[\s\S]*CREATE MATERIALIZED VIEW/)
  })

  test('a view that only the migrations make is out of the way there too', async () => {
    await proved(
      {
        schema: model('age Int?'),
        migration: `${aged} CREATE VIEW "ages" AS SELECT "age" FROM "User";`,
        byHand: `DROP VIEW "ages"; ${retype}`,
      },
      policy,
    )
  })
})

test('with `policy: schema-first` tables go before those that they point to', async () => {
  await proved(
    {
      schema: model(),
      migration: user,
      byHand: `CREATE TABLE "Z" ("id" INTEGER PRIMARY KEY); CREATE TABLE "A" ("id" INTEGER PRIMARY KEY REFERENCES "Z");
        CREATE TABLE "Zz" ("id" INTEGER PRIMARY KEY REFERENCES "Z");`,
    },
    { policy: 'schema-first' },
  )
})

test('with `policy: schema-first` the migrations get a label that production and schema.prisma have, and keep their own', async () => {
  await proved(
    {
      schema: `enum Role {\n  A\n  NEW\n  B\n}\n${model('role Role')}`,
      migration: `CREATE TYPE "Role" AS ENUM ('A', 'B', 'C'); ${user} ALTER TABLE "User" ADD "role" "Role" NOT NULL;`,
      byHand: `ALTER TABLE "User" DROP "role"; DROP TYPE "Role"; CREATE TYPE "Role" AS ENUM ('A', 'NEW', 'B');
        ALTER TABLE "User" ADD "role" "Role" NOT NULL;`,
    },
    { policy: 'schema-first' },
  )
})

test('a column that is called like the field of another one is declared under a name that is free', async () => {
  const { schemaPatch } = await proved({
    schema: model('age Int? @map("its_age")', '@@index([age])'),
    migration: `${user} ALTER TABLE "User" ADD "its_age" INTEGER; CREATE INDEX "User_its_age_idx" ON "User"("its_age");`,
    byHand: 'ALTER TABLE "User" ADD "age" TEXT; CREATE INDEX "User_age_idx" ON "User"("age");',
  })
  expect(schemaPatch).toContain('@map("age")')
})

test('a column that is computed is no column with a default, even of a constant', async () => {
  const { schemaPatch } = await proved({
    schema: model(),
    migration: user,
    byHand: 'CREATE TABLE "Note" ("id" SERIAL PRIMARY KEY, "n" INTEGER GENERATED ALWAYS AS (7 * 2) STORED);',
  })
  expect(schemaPatch).toContain('@default(dbgenerated("(7 * 2)"))')
})

test('an index whose name goes without saying is the one that it was before its column got another name', async () => {
  const { schemaPatch } = await proved({
    schema: model('title String?', '@@unique([title], map: "one")', '@@index([title])'),
    migration: `${user} ALTER TABLE "User" ADD "name" TEXT; CREATE INDEX "User_name_idx" ON "User"("name");
      CREATE UNIQUE INDEX "two" ON "User"("name");`,
    byHand: `DROP INDEX "two"; CREATE INDEX "one" ON "User"("name"); INSERT INTO "User"("name") VALUES ('a'), ('a');`,
  })
  expect(schemaPatch).toContain('-  @@unique([title], map: "one")')
})

test('a column that is called like a relation of its model is declared under a name that is free', async () => {
  const { schemaPatch } = await proved({
    schema: model(
      'bossId Int?',
      'boss User? @relation("b", fields: [bossId], references: [id])',
      'from User[] @relation("b")',
    ),
    migration: `${user} ALTER TABLE "User" ADD "bossId" INTEGER;
      ALTER TABLE "User" ADD CONSTRAINT "User_bossId_fkey" FOREIGN KEY ("bossId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;`,
    byHand: 'ALTER TABLE "User" ADD "boss" TEXT;',
  })
  expect(schemaPatch).toContain('@map("boss")')
})

test('in the migrations an index goes before another one gets its name', async () => {
  const { migrations } = await proved({
    schema: model('name String?', '@@index([name])'),
    migration: `${user} ALTER TABLE "User" ADD "name" TEXT; CREATE INDEX "old" ON "User"("name");
      CREATE INDEX "User_name_idx" ON "User"("name" DESC);`,
    byHand: 'DROP INDEX "User_name_idx"; ALTER INDEX "old" RENAME TO "User_name_idx";',
  })
  expect(migrations[0]?.sql).toMatch(/DROP INDEX[\s\S]*RENAME TO "User_name_idx"/)
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
