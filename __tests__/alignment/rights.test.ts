/** Who may do what is for a person, who decides it with an entry of the config. */
import { expect, test } from 'vitest'
import type { Side } from '../../src/alignment/decide.ts'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

const small = {
  schema: 'model User {\n  id Int @id @default(autoincrement())\n}\n',
  migration: `CREATE TABLE "User" ("id" SERIAL PRIMARY KEY);
    ALTER TABLE "User" ENABLE ROW LEVEL SECURITY;
    CREATE POLICY "own" ON "User" FOR SELECT TO PUBLIC USING (id = 1);`,
  byHand: `ALTER TABLE "User" DISABLE ROW LEVEL SECURITY;
    CREATE POLICY "all" ON "User" FOR SELECT TO PUBLIC USING (true);
    ALTER POLICY "own" ON "User" USING (id = 2);`,
}

const decided = (side: Side) =>
  check(small, {
    decide: ['policy-extra', 'policy-definition', 'rls-enabled'].map((rule) => ({
      rule,
      object: null,
      side,
    })),
  })

test('says the entry of the config for either side, and what production would run', async () => {
  const { steps, files } = planIn(await check(small))
  expect(steps.map(({ direction }) => direction)).toEqual(['person', 'person', 'person'])
  expect(files).toEqual([])
  const [extra] = steps.filter(({ title }) => title === 'Decide about the policy `User.all`')
  expect(extra?.why).toContain('`decide: [{ rule: policy-extra, object: "User.all", side: production }]`')
  expect(extra?.why).toContain('(`DROP POLICY IF EXISTS "all" ON "User";`)')
})

test('`policy: schema-first` does not decide it', async () => {
  const { steps } = planIn(await check(small, { policy: 'schema-first' }))
  expect(steps.map(({ direction }) => direction)).toEqual(['person', 'person', 'person'])
})

test('goes into the migrations where production is right', async () => {
  const { steps, proof, migrationSql } = planIn(await decided('production'))
  expect(steps.map(({ direction }) => direction)).toEqual(['history', 'history', 'history'])
  expect(proof.status).toBe('proved')
  expect(migrationSql).toContain('CREATE POLICY "all" ON "User"')
  expect(migrationSql).toContain('DISABLE ROW LEVEL SECURITY')
})

test('changes production where the repository is right', async () => {
  const { steps, proof, rollbackSql } = planIn(await decided('repository'))
  expect(steps.map(({ direction }) => direction)).toEqual(['database', 'database', 'database'])
  expect(proof.status).toBe('proved')
  expect(rollbackSql).toContain('CREATE POLICY "all" ON "User"')
})
