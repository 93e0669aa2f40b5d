/** What looks like a credential is in no plan: not in its SQL, its edits, its rollback or its reasons. */
import { expect, test } from 'vitest'
import { json } from '../../src/report/json.ts'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

const [token, key] = ['abcdef0123456789abcdef', 'sk_live_51Habcdefghijklmnop']

test('what production holds of them is left to a person, and the rest is planned', async () => {
  const report = await check({
    schema: 'model Hook {\n  id Int @id @default(autoincrement())\n  url String?\n}\n',
    migration: 'CREATE TABLE "Hook" ("id" SERIAL PRIMARY KEY, "url" TEXT);',
    byHand: `
      CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM 'Authorization: Bearer ${token}'; RETURN new; END $$;
      ALTER TABLE "Hook" ADD "key" TEXT NOT NULL DEFAULT '${key}';
      CREATE TABLE "Service" ("id" SERIAL PRIMARY KEY, "key" TEXT NOT NULL DEFAULT '${key}');
      CREATE INDEX by_url ON "Hook"(url);`,
  })
  const shown = json(report)
  expect(shown).not.toContain(token)
  expect(shown).not.toContain(key)
  const { steps, proof, migrationSql } = planIn(report)
  const left = steps.filter(({ direction }) => direction === 'person')
  expect(left.map(({ title }) => title).toSorted()).toEqual([
    'Decide about the column `Hook.key`',
    'Decide about the function `tell()`',
    'Decide about the table `Service`',
  ])
  for (const { why } of left) expect(why).toMatch(/^It holds what looks like a credential/)
  expect(migrationSql).toContain('by_url')
  expect(proof.status).toBe('proved')
})

test('nor where only schema.prisma is to learn one', async () => {
  const report = await check({
    schema: 'model Hook {\n  id Int @id @default(autoincrement())\n  key String\n}\n',
    migration: `CREATE TABLE "Hook" ("id" SERIAL PRIMARY KEY, "key" TEXT NOT NULL DEFAULT '${key}');`,
  })
  expect(report.findings.map(({ rule }) => rule)).toContain('column-default')
  expect(json(report)).not.toContain(key)
  const { steps, schemaPatch } = planIn(report)
  expect(steps.flatMap(({ why }) => (why.startsWith('It holds') ? [why] : []))).toHaveLength(1)
  expect(schemaPatch).toBe('')
})
