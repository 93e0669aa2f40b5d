/** What of a plan is left to a person because its proof did not hold with it, and what of it stays. */
import { expect, test, vi } from 'vitest'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

/** Prisma's engine, but that it never has enough of one table. */
vi.mock(import('../../src/prisma/open-engine.ts'), async (original) => {
  const { openEngine } = await original()
  return {
    openEngine: async (...request: Parameters<typeof openEngine>) => {
      const engine = await openEngine(...request)
      const pull: typeof engine.pull = async (database, declared) => {
        const answer = await engine.pull(database, declared)
        const isProof = declared !== undefined && database.database.endsWith('_aligned')
        return isProof ? { ...answer, changed: [...answer.changed, 'User'] } : answer
      }
      return { ...engine, pull }
    },
  }
})

const models = `model User {
  id Int @id @default(autoincrement())
  email String
}
model Tag {
  id Int @id @default(autoincrement())
}
`

test('what the proof does not hold with is left to a person, and the rest is proved', async () => {
  const report = await check({
    schema: models,
    migration:
      'CREATE TABLE "User" ("id" SERIAL PRIMARY KEY, "email" TEXT NOT NULL); CREATE TABLE "Tag" ("id" SERIAL PRIMARY KEY);',
    byHand: 'ALTER TABLE "User" ADD "phone" TEXT; ALTER TABLE "Tag" ADD "name" TEXT;',
  })
  const { steps, proof, schemaPatch, migrationSql } = planIn(report)
  const [left, ...others] = steps.filter(({ direction }) => direction === 'person')
  expect(others).toEqual([])
  expect(left).toMatchObject({
    why: 'Tried on clones, this does not hold with it: `prisma db pull` leaves the edited schema as it is. Settle it by hand, or accept it in the baseline.',
    edits: [],
    sql: null,
    migrations: [],
  })
  expect(
    report.findings.find(({ fingerprint }) => left?.findings.includes(fingerprint))?.object,
  ).toMatchObject({
    table: 'User',
    name: 'phone',
  })
  expect(proof.status).toBe('proved')
  expect(schemaPatch).toContain('+  name String?')
  expect(schemaPatch + migrationSql).not.toContain('phone')
})
