/** What looks back at a foreign key whose columns are unique: one row, or a list as it was written. */
import { expect, test } from 'vitest'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

const schema = (user: string, post: string) => `model User {
  id    Int    @id
  name  String
  posts ${user}
}

model Post {
  id       Int     @id
  userId   Int
  isPinned Boolean @default(false)
  user     User    @relation(fields: [userId], references: [id])
${post}}
`
const tables = `CREATE TABLE "User" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
  CREATE TABLE "Post" ("id" INTEGER NOT NULL, "userId" INTEGER NOT NULL, "isPinned" BOOLEAN NOT NULL DEFAULT false, CONSTRAINT "Post_pkey" PRIMARY KEY ("id"));
  ALTER TABLE "Post" ADD CONSTRAINT "Post_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;`
const partial = 'CREATE UNIQUE INDEX "Post_pinned_key" ON "Post"("userId") WHERE "isPinned";'

test.each([
  ['an index of the model that it is on', '[name]', 'CREATE INDEX "User_name_idx" ON "User"("name");'],
  [
    'an index beside the foreign key',
    '[isPinned]',
    'CREATE INDEX "Post_isPinned_idx" ON "Post"("isPinned");',
  ],
])('a list over a unique stays one, whatever %s does', async (_, fields, byHand) => {
  const report = await check({
    schema: schema('Post[]', '\n  @@unique([userId])\n'),
    migration: `${tables} CREATE UNIQUE INDEX "Post_userId_key" ON "Post"("userId");`,
    byHand,
  })
  const { proof, schemaPatch } = planIn(report)
  expect(proof.status).toBe('proved')
  expect(changed(schemaPatch).filter(isLine)).toEqual([`+  @@index(${fields})`])
})

test.each([
  ['the migrations have', `${tables} ${partial}`, 'CREATE INDEX "Post_isPinned_idx" ON "Post"("isPinned");'],
  ['comes', tables, `CREATE INDEX "Post_isPinned_idx" ON "Post"("isPinned"); ${partial}`],
])('a list stays one over a unique of some rows only, which %s', async (_, migration, byHand) => {
  const report = await check({ schema: schema('Post[]', ''), migration, byHand })
  const { proof, schemaPatch } = planIn(report)
  expect(proof.status).toBe('proved')
  expect(changed(schemaPatch).filter(isLine)).toEqual(['+  @@index([isPinned])'])
})

test('a list becomes one row with a unique that comes', async () => {
  const report = await check({
    schema: schema('Post[]', ''),
    migration: tables,
    byHand: 'CREATE UNIQUE INDEX "Post_userId_key" ON "Post"("userId");',
  })
  expect(planIn(report).proof.status).toBe('proved')
  expect(changed(planIn(report).schemaPatch)).toContain('+  posts Post?')
})

const isLine = (line: string) => line !== '+'

/** The lines of a patch that come and go. */
function changed(patch: string): readonly string[] {
  return patch.split('\n').filter((line) => /^[+-](?![+-])/.test(line))
}
