/** What a plan is, beside that it is proved: which side gives way, what the rows say, what a person is told. */
import { exec } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { databaseUrl } from '../../src/alignment/database-url.ts'
import { createRecordsTable } from '../../src/migrations/records-table.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import type { Report } from '../../src/model/report.ts'
import { connectionUrl } from '../../src/postgres/connection-url.ts'
import { checkFolder } from '../support/check-folder.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { datasource, folderWith } from '../support/folder.ts'
import { pgDump } from '../support/pg-dump.ts'
import { expectValidReport } from '../support/report-schema.ts'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

const users = 'CREATE TABLE "User" ("id" SERIAL PRIMARY KEY, "email" TEXT NOT NULL, "age" INTEGER);'
const model = (...lines: readonly string[]) =>
  `model User {\n  id Int @id @default(autoincrement())\n  email String\n  age Int?\n  ${lines.join('\n  ')}\n}\n`

/** The step about the object of this name. */
function stepFor({ findings, plan }: Report, rule: string): Step {
  const finding = findings.find((each) => each.rule === rule)
  const step = plan?.steps.find((each) => finding && each.findings.includes(finding.fingerprint))
  if (!step) throw new Error(`no step for ${rule}: ${findings.map((each) => each.rule).join(', ')}`)
  return step
}

const promisesHeld = ({ proof }: Plan) => proof.checks.map(({ name, held }) => [name, held])

describe('the example', () => {
  const directory = join(import.meta.dirname, '../../examples/tutoring')
  let plan: Plan
  beforeAll(async () => {
    const report = await checkFolder(directory, { dump: 'dump.sql', plan: 'proved' })
    expectValidReport(report)
    plan = planIn(report)
  })

  test('is proved', () => {
    expect(plan.proof.status).toBe('proved')
    expect(promisesHeld(plan)).toEqual(
      [
        'migrations-apply',
        'history-replays',
        'validate',
        'db-pull-unchanged',
        'engine-diff-empty',
        'no-drift-left',
        'no-row-lost',
        'rollback-restores',
      ].map((name) => [name, true]),
    )
    expect(plan.proof).toMatchObject({ remaining: [], rowsLost: 0 })
  })

  test('goes through the phases of an alignment plan, in their order', () => {
    expect([...new Set(plan.steps.map(({ phase }) => phase))]).toEqual([
      'ids',
      'database',
      'schema',
      'history',
      'code',
    ])
  })

  test('drops nothing and casts no id in production', () => {
    const run = plan.migrations.filter(({ recorded }) => !recorded).map(({ sql }) => sql)
    expect(run.join('\n')).not.toMatch(/DROP|TYPE/)
    expect(plan.schemaPatch).toContain(
      '+  createdAt    DateTime            @default(now()) @map("created_at")',
    )
  })

  test('gives the new table the ids of its neighbours, in production and in the schema', () => {
    const [table] = /CREATE TABLE "system_settings"[^;]*/.exec(plan.migrationSql) ?? []
    expect(table).toContain('"id" UUID NOT NULL DEFAULT uuid_generate_v4()')
    expect(plan.schemaPatch).toContain(
      '-  id    String @id @default(cuid())\n+  id    String @id @default(dbgenerated("uuid_generate_v4()")) @db.Uuid\n   key   String @unique',
    )
  })

  test('has edits that are together the whole patch, each in one step', () => {
    const edits = plan.steps.flatMap((step) => step.edits)
    const added = plan.schemaPatch.split('\n').filter((line) => /^\+(?!\+\+)/.test(line)).length
    const removed = plan.schemaPatch.split('\n').filter((line) => /^-(?!--)/.test(line)).length
    expect(edits.reduce((sum, { remove }) => sum + remove, 0)).toBe(removed)
    expect(edits.reduce((sum, { insert }) => sum + insert.split('\n').length - 1, 0)).toBe(added)
  })

  test('says what the code must look at', () => {
    const code = plan.steps.filter(({ phase }) => phase === 'code')
    expect(code.map(({ title, why }) => `${title}: ${why}`)).toContain(
      'Look at the code that uses `Booking`: `id`, `sessionId` and `userId` take only uuids: a value that is none (a cuid, an empty text) fails with P2023, or 22P02 of Postgres.',
    )
  })

  test('says in the title of a step what becomes of an object', () => {
    expect(plan.steps.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'Declare the column `users.id` in schema.prisma as production makes it',
        'Add the column `users.password` to production',
        'Map the column `sessions.meeting_url` in schema.prisma',
        'Change the optionality of the column `tutors.price` in schema.prisma',
        'Put the index `bookings.bookings_status_idx` into the migrations',
      ]),
    )
  })

  test('begins with a backup', () => {
    expect(plan.commands).toEqual([
      `pg_dump --format=custom --file=before-alignment.dump ${databaseUrl}`,
      'npx prisma migrate resolve --applied 20251103160001_adopt_production',
      'npx prisma migrate deploy',
      'npx prisma generate',
    ])
  })
})

describe('rows stand against', () => {
  const rows = (values: string) => `INSERT INTO "User" ("email", "age") VALUES ${values};`

  test('a unique: how many there are beyond the first of each key', async () => {
    const report = await check({
      schema: model('@@unique([email])'),
      migration: `${users} CREATE UNIQUE INDEX "User_email_key" ON "User"("email");`,
      byHand: `DROP INDEX "User_email_key"; ${rows("('a', 1), ('a', 2), ('a', 3), ('b', 4), ('b', 5), ('c', 6)")}`,
    })
    expect(stepFor(report, 'unique-missing')).toMatchObject({
      direction: 'person',
      why: '3 rows stand against it: another row has the same key (2 different keys). Mend them (`SELECT "email", count(*) FROM "User" GROUP BY "email" HAVING count(*) > 1` lists them) and check again, or let the repository give way: `decide: [{ rule: unique-missing, object: "User.User_email_key", side: production }]` in the config.',
      evidence: { rows: 6, breaking: 3, keys: 2, bytes: 0 },
      sql: null,
    })
    expect(planIn(report).proof.status).toBe('not-run')
  })

  test('a foreign key: those who point to nothing, and no null', async () => {
    const posts = `${users} CREATE TABLE "Post" ("id" SERIAL PRIMARY KEY, "userId" INTEGER);
      ALTER TABLE "Post" ADD CONSTRAINT "Post_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;`
    const report = await check({
      schema: `${model('posts Post[]')}model Post {\n  id Int @id @default(autoincrement())\n  userId Int?\n  user User? @relation(fields: [userId], references: [id])\n}\n`,
      migration: posts,
      byHand: `ALTER TABLE "Post" DROP CONSTRAINT "Post_userId_fkey"; INSERT INTO "Post" ("userId") VALUES (7), (8), (NULL);`,
    })
    expect(stepFor(report, 'foreign-key-missing')).toMatchObject({
      direction: 'person',
      evidence: { rows: 3, breaking: 2, keys: 2 },
    })
  })

  test('a check that is false for them', async () => {
    const report = await check({
      schema: model(),
      migration: `${users} ALTER TABLE "User" ADD CONSTRAINT adult CHECK (age >= 18);`,
      byHand: `ALTER TABLE "User" DROP CONSTRAINT adult; ${rows("('a', 1), ('b', 20), ('c', NULL)")}`,
    })
    expect(stepFor(report, 'check-missing')).toMatchObject({ direction: 'person', evidence: { breaking: 1 } })
  })

  test('a required column for which nothing says what they hold', async () => {
    const report = await check({
      schema: model('name String'),
      migration: `${users.replace(');', ', "name" TEXT NOT NULL);')}`,
      byHand: `ALTER TABLE "User" DROP "name"; ${rows("('a', 1), ('b', 2)")}`,
    })
    expect(stepFor(report, 'column-missing')).toMatchObject({
      direction: 'person',
      why: '2 rows stand against it: the column is required and nothing says what they hold in it. Give the field a `@default`, or make it optional, and check again.',
      evidence: { breaking: 2 },
    })
  })

  test('a required column, with the foreign key that goes over it', async () => {
    const report = await check({
      schema: `${model('posts Post[]')}model Post {\n  id Int @id @default(autoincrement())\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n`,
      migration: `${users} CREATE TABLE "Post" ("id" SERIAL PRIMARY KEY, "userId" INTEGER NOT NULL);
        ALTER TABLE "Post" ADD CONSTRAINT "Post_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;`,
      byHand: 'ALTER TABLE "Post" DROP "userId"; INSERT INTO "Post" DEFAULT VALUES;',
    })
    const step = stepFor(report, 'column-missing')
    expect(step).toMatchObject({ direction: 'person', evidence: { rows: 1, breaking: 1 } })
    expect(stepFor(report, 'foreign-key-missing')).toBe(step)
  })

  test('nothing, so that production gains it under a lock that lets others write', async () => {
    const report = await check({
      schema: model('@@unique([email])'),
      migration: `${users} CREATE UNIQUE INDEX "User_email_key" ON "User"("email");`,
      byHand: `DROP INDEX "User_email_key"; ${rows("('a', 1), ('b', 2)")}`,
    })
    expect(stepFor(report, 'unique-missing')).toMatchObject({
      direction: 'database',
      sql: 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "User_email_key" ON "User"("email");\n',
      lock: 'SHARE UPDATE EXCLUSIVE',
      hazards: ['non-transactional', 'fails-on-data'],
      evidence: { rows: 2, breaking: 0, keys: 0, bytes: 0 },
    })
    expect(planIn(report).proof.status).toBe('proved')
  })

  test('what is tried: as many as a clone was refused for', async () => {
    const report = await check(
      {
        schema: model(),
        migration: users,
        byHand: `ALTER TABLE "User" ALTER "age" TYPE TEXT; ${rows("('a', 'x'), ('b', '2'), ('c', NULL)")}`,
      },
      { policy: 'schema-first' },
    )
    expect(stepFor(report, 'column-type')).toMatchObject({
      direction: 'person',
      why: expect.stringMatching(/^1 row stands against it /),
      evidence: { rows: 3, breaking: 1, keys: null },
    })
  })

  test('what only Postgres finds out: it is tried, and left to a person with what it says', async () => {
    const report = await check({
      schema: model(),
      migration: `${users} ALTER TABLE "User" ADD CONSTRAINT apart EXCLUDE USING btree (age WITH =);`,
      byHand: `ALTER TABLE "User" DROP CONSTRAINT apart; ${rows("('a', 1), ('b', 1)")} COMMENT ON TABLE "User" IS 'all';`,
    })
    const { direction, why } = stepFor(report, 'exclusion-missing')
    expect([direction, why]).toEqual([
      'person',
      'Rows stand against it (could not create exclusion constraint "apart"): mend them and check again, or accept it in the baseline.',
    ])
    expect(stepFor(report, 'comment').direction).toBe('history')
    expect(planIn(report).proof.status).toBe('proved')
  })
})

describe('which side gives way', () => {
  const narrower = {
    schema: model(),
    migration: users,
    byHand: `ALTER TABLE "User" ALTER "email" SET DEFAULT 'none'; ALTER TABLE "User" ADD "phone" TEXT; INSERT INTO "User" ("email", "phone") VALUES ('a', '1'), ('b', NULL);`,
  }

  test('the repository, unless something else is said', async () => {
    const report = await check(narrower)
    expect(stepFor(report, 'column-default')).toMatchObject({ direction: 'schema', sql: null })
    expect(stepFor(report, 'column-extra')).toMatchObject({ direction: 'schema', sql: null })
    expect(planIn(report).proof).toMatchObject({ status: 'proved', rowsLost: 0 })
  })

  test('production, with `policy: schema-first`, which says what is lost', async () => {
    const report = await check(narrower, { policy: 'schema-first' })
    expect(stepFor(report, 'column-extra')).toMatchObject({
      direction: 'database',
      sql: 'ALTER TABLE "User" DROP COLUMN IF EXISTS "phone";\n',
      why: 'The config says `policy: schema-first`: the repository is right. 1 row loses what it holds.',
      hazards: ['data-loss'],
      edits: [],
      evidence: { rows: 2, breaking: 1, keys: null, bytes: 0 },
    })
    const { proof, schemaPatch } = planIn(report)
    expect(schemaPatch).toBe('')
    expect(proof).toMatchObject({ status: 'failed', rowsLost: 1 })
    expect(proof.checks.filter(({ held }) => !held)).toMatchObject([
      { name: 'no-row-lost', detail: '1 row or value is gone.' },
    ])
  })

  test('schema.prisma always where a `@map` is all that it lacks, unless the config says so of it', async () => {
    const spelled = {
      schema: model('paidAt DateTime?'),
      migration: `${users} ALTER TABLE "User" ADD "paid_at" TIMESTAMP(3);`,
    }
    const report = await check(spelled, { policy: 'schema-first' })
    expect(stepFor(report, 'mapping-missing')).toMatchObject({ direction: 'schema', sql: null })
    expect(planIn(report)).toMatchObject({ migrationSql: '', proof: { status: 'proved' } })
    const decide = [{ rule: 'mapping-missing', object: null, side: 'repository' } as const]
    const asked = await check(spelled, { policy: 'schema-first', decide })
    expect(stepFor(asked, 'mapping-missing').sql).toContain('RENAME COLUMN "paid_at" TO "paidAt"')
  })

  test('as the config says of a rule or an object, the last that matches', async () => {
    const report = await check(narrower, {
      decide: [
        { rule: 'column-*', object: null, side: 'repository' },
        { rule: null, object: 'User.phone', side: 'person' },
      ],
    })
    expect(stepFor(report, 'column-default').direction).toBe('database')
    expect(stepFor(report, 'column-extra')).toMatchObject({
      direction: 'person',
      why: 'The config leaves it to a person.',
    })
    expect(planIn(report).proof.status).toBe('proved')
  })

  test('production may be right about what it lacks: then the repository forgets it', async () => {
    const report = await check(
      {
        schema: model('note String?'),
        migration: `${users} ALTER TABLE "User" ADD "note" TEXT;`,
        byHand: 'ALTER TABLE "User" DROP "note";',
      },
      { decide: [{ rule: 'column-missing', object: null, side: 'production' }] },
    )
    const plan = planIn(report)
    expect(stepFor(report, 'column-missing').title).toBe('Take the column `User.note` out of schema.prisma')
    expect(plan.schemaPatch).toContain('-  note String?')
    expect(plan.migrations.map(({ recorded }) => recorded)).toEqual([true])
    expect(plan.proof.status).toBe('proved')
  })
})

describe('what is no part of a plan', () => {
  const drifted = {
    schema: model(),
    migration: users,
    byHand: `ALTER TABLE "User" ADD "phone" TEXT; CREATE INDEX by_age ON "User"(age);`,
  }

  test('what is ignored has no step, and the proof leaves it', async () => {
    const ignore = {
      rule: 'column-extra',
      object: null,
      reason: null,
      owner: null,
      expires: null,
      location: null,
    }
    const report = await check(drifted, { ignore: [ignore] })
    const { steps, schemaPatch, proof } = planIn(report)
    expect(steps.map(({ findings }) => findings)).toEqual([[report.findings[0]?.fingerprint]])
    expect(schemaPatch).not.toContain('phone')
    expect(proof.status).toBe('proved')
  })

  test('where nothing drifts there is none', async () => {
    expect((await check({ schema: model(), migration: users })).plan).toBeNull()
  })

  test('without a proof it says so, and is written all the same', async () => {
    const { proof, schemaPatch } = planIn(await check(drifted, { plan: 'tried' }))
    expect(proof).toEqual({ status: 'not-run', checks: [], remaining: [], rowsLost: null })
    expect(schemaPatch).toContain('+  phone String?')
  })
})

test('the migrations that wait are deployed, before what is new', async () => {
  const report = await check({
    schema: model('note String?'),
    migration: users,
    byHand: 'CREATE INDEX by_age ON "User"(age);',
    pending: 'ALTER TABLE "User" ADD "note" TEXT;',
  })
  const plan = planIn(report)
  expect(stepFor(report, 'migration-pending')).toMatchObject({
    direction: 'database',
    commands: ['npx prisma migrate deploy'],
  })
  expect(plan.migrations.map(({ name }) => name)).toEqual(['20250201000001_adopt_production'])
  expect(plan.proof.status).toBe('proved')
})

describe('the files', () => {
  const doubles = {
    schema: model('@@unique([email])'),
    migration: users,
    byHand: 'CREATE UNIQUE INDEX "User_email_key" ON "User"("email"); CREATE INDEX by_age ON "User"(age);',
  }
  const reset = 'npx prisma migrate reset'

  test('tell developers what to do where rows of theirs stand against what production has already', async () => {
    const { migrationSql } = planIn(await check(doubles))
    expect(migrationSql).toContain(
      `-- Where rows of a database for development stand against it, make that database anew:\n--   ${reset}\n`,
    )
    const safe = { ...doubles, schema: model(), byHand: 'CREATE INDEX by_age ON "User"(age);' }
    expect(planIn(await check(safe)).migrationSql).not.toContain(reset)
  })

  test('say what is true of what production loses, too', async () => {
    const { migrationSql } = planIn(await check({ ...doubles, schema: model() }, { policy: 'schema-first' }))
    expect(migrationSql).toContain('DROP INDEX')
    expect(migrationSql).toContain('-- Brings production to what the repository says.\n')
  })

  test.each([
    ['app', true],
    ['public', false],
  ])(
    'without Prisma migrations are run with psql, which finds the names in the schema %s',
    async (schema, isTold) => {
      const production = await createTestDatabase()
      await query(
        production,
        `CREATE SCHEMA IF NOT EXISTS ${schema}; SET search_path = ${schema}; ${createRecordsTable(schema)}; ${users} ${users.replace('"User"', '"Post"')}`,
      )
      const folder = await folderWith({
        'schema.prisma': `${datasource}${model('note String?', '@@index([age])')}${model().replace('User', 'Post')}`,
      })
      await pgDump(production, ['--file', join(folder, 'production.sql')])
      const plan = planIn(await checkFolder(folder, { dump: 'production.sql', plan: 'proved' }))
      expect(plan.proof.status).toBe('proved')
      const files = plan.files.filter(({ path }) => path.startsWith('schema-drift/'))
      expect(files.map(({ content }) => content.includes('SET search_path'))).toEqual([
        isTold,
        isTold,
        isTold,
      ])
      for (const { path, content } of files) {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), content)
      }
      const env = { ...process.env, DATABASE_URL: `${connectionUrl(production)}?schema=${schema}` }
      const commands = plan.commands.filter((command) => command.startsWith('psql '))
      expect(commands).toHaveLength(2)
      for (const command of commands) await promisify(exec)(command, { cwd: folder, env })
      expect(
        await query(
          production,
          `SELECT to_regclass('${schema}."User_age_idx"') IS NOT NULL AS indexed, count(note) FROM ${schema}."User"`,
        ),
      ).toMatchObject([{ indexed: true }])
    },
  )
})
