/** The table of an implicit many-to-many relation that production has lost. */
import { expect, test } from 'vitest'
import { planIn } from './carry-out.ts'
import { check } from './small.ts'

const schema = `model User {
  id   Int   @id
  tags Tag[]
}

model Tag {
  id    Int    @id
  users User[]
}
`
const models = `CREATE TABLE "User" ("id" INTEGER NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
  CREATE TABLE "Tag" ("id" INTEGER NOT NULL, CONSTRAINT "Tag_pkey" PRIMARY KEY ("id"));`
const table = (key: string) => `${models}
  CREATE TABLE "_TagToUser" ("A" INTEGER NOT NULL, "B" INTEGER NOT NULL);
  ${key};
  CREATE INDEX "_TagToUser_B_index" ON "_TagToUser"("B");
  ALTER TABLE "_TagToUser" ADD CONSTRAINT "_TagToUser_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;
  ALTER TABLE "_TagToUser" ADD CONSTRAINT "_TagToUser_B_fkey" FOREIGN KEY ("B") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;`

test.each([
  [
    'a unique index, as Prisma made it before 6',
    'CREATE UNIQUE INDEX "_TagToUser_AB_unique" ON "_TagToUser"("A", "B")',
    true,
  ],
  [
    'a primary key',
    'ALTER TABLE "_TagToUser" ADD CONSTRAINT "_TagToUser_AB_pkey" PRIMARY KEY ("A", "B")',
    false,
  ],
])('comes again with the key of today, where the migrations have %s', async (_, key, isOlder) => {
  const report = await check({ schema, migration: table(key), byHand: 'DROP TABLE "_TagToUser";' })
  const { proof, migrations, steps } = planIn(report)
  expect(proof.status).toBe('proved')
  expect(steps.map(({ direction }) => direction)).toEqual(['database'])
  const [run, recorded] = [false, true].map((is) =>
    migrations
      .filter((each) => each.recorded === is)
      .map(({ sql }) => sql)
      .join(),
  )
  expect(run).toContain('CONSTRAINT "_TagToUser_AB_pkey" PRIMARY KEY ("A", "B")')
  expect(recorded?.includes('PRIMARY KEY USING INDEX "_TagToUser_AB_unique"')).toBe(isOlder)
})
