/** Migrations that make roles and name them: roles belong to the server, and each migration runs in several databases. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkFolder } from '../support/check-folder.ts'
import { query, testServer } from '../support/database.ts'
import { folderWith } from '../support/folder.ts'

const suffix = randomBytes(4).toString('hex')
const [made, guarded, rough, named, dynamic] = ['made', 'guarded', 'rough', 'named', 'dynamic'].map(
  (name) => `${name}_${suffix}`,
)

const schema = `datasource db {
  provider = "postgresql"
}

model Post {
  id Int @id @default(autoincrement())
}
`

const init = `CREATE TABLE "Post" ("id" SERIAL NOT NULL, CONSTRAINT "Post_pkey" PRIMARY KEY ("id"));
ALTER TABLE "Post" ENABLE ROW LEVEL SECURITY;
`
const files = {
  'prisma/schema.prisma': schema,
  'prisma/migrations/1_init/migration.sql': init,
}
const findings = async (migrations: Readonly<Record<string, string>>, dump = 'none') => {
  const folder = await folderWith({ ...files, ...migrations })
  const report = await checkFolder(folder, { dump })
  expect(report.failure).toBeNull()
  return report.findings.filter(({ rule }) => rule !== 'migration-pending').map(({ message }) => message)
}
const roles = async () =>
  (await query((await testServer()).connection, 'SELECT rolname FROM pg_roles')).map(({ rolname }) => rolname)

describe('a migration', () => {
  test('may make roles, guard the making, and use them', async () => {
    const sql = `CREATE ROLE "${made}" LOGIN PASSWORD 'never';
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${guarded}') THEN
    CREATE ROLE ${guarded};
  END IF;
  CREATE ROLE ${rough};
END $$;
GRANT ${guarded} TO ${made};
GRANT SELECT ON "Post" TO ${made}, ${rough};
SET ROLE ${made};
CREATE POLICY own ON "Post" TO ${guarded} USING (true);
RESET ROLE;
`
    expect(await findings({ 'prisma/migrations/2_roles/migration.sql': sql })).toEqual([])
    expect(await roles()).not.toEqual(expect.arrayContaining([made]))
    expect((await roles()).filter((role) => [made, guarded, rough].includes(String(role)))).toEqual([])
  })

  test('may name roles that nobody makes, also at run time', async () => {
    const sql = `ALTER TABLE "Post" OWNER TO ${named};
ALTER DEFAULT PRIVILEGES FOR ROLE ${named} GRANT SELECT ON TABLES TO ${named};
DO $$ BEGIN EXECUTE format('REVOKE ALL ON "Post" FROM %I', '${dynamic}'); END $$;
`
    expect(await findings({ 'prisma/migrations/2_roles/migration.sql': sql })).toEqual([])
    expect((await roles()).filter((role) => [named, dynamic].includes(String(role)))).toEqual([])
  })

  test('that fails after a command about roles is said to fail where it does', async () => {
    const sql = `CREATE ROLE ${made};

GRANT SELECT ON "Nothing" TO ${made};
`
    const folder = await folderWith({ ...files, 'prisma/migrations/2_roles/migration.sql': sql })
    const { findings } = await checkFolder(folder, { dump: 'none' })
    expect(findings.find(({ rule }) => rule === 'migration-breaks')).toMatchObject({
      location: { file: 'prisma/migrations/2_roles/migration.sql', line: 3 },
    })
  })
})
