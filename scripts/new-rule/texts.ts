import type { RuleName } from '../new-rule.ts'

/** The rule's page, with the headings that every page has. */
export function page({ id, kind }: RuleName, title: string): string {
  const noun = kind.replaceAll('-', ' ')
  return `# ${id}

## What it means

${title}.

## Why it bites

Prisma Client does not see the ${noun}: queries go on, and what it did or guarded in one database it does not in the other. \`prisma migrate dev\` says nothing of it.

## How to fix it

Write what production has as a migration and record it as run (\`prisma migrate resolve --applied\`), or put production back by hand.

## When to ignore it

Where another tool looks after the ${noun}: name it under \`ignore\`.
`
}

/**
 * A whole little database in order, and a case.yml that says it drifts: it fails until production.sql makes the
 * drift.
 */
export function caseFiles({ id, kind, what }: RuleName, severity: string): Readonly<Record<string, string>> {
  const folder = `__tests__/cases/${kind}--${what}`
  return {
    [`${folder}/case.yml`]: `about: the ${kind.replaceAll('-', ' ')} was changed by hand
findings:
  - ${severity} ${id} ${kind} User.name production
`,
    [`${folder}/schema.prisma`]: `datasource db {
  provider = "postgresql"
}

model User {
  id   Int     @id @default(autoincrement())
  name String?
}
`,
    [`${folder}/migrations/migration_lock.toml`]: 'provider = "postgresql"\n',
    [`${folder}/migrations/20250101000000_init/migration.sql`]: `CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "name" TEXT,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
`,
    [`${folder}/production.sql`]: `-- what was done by hand\n`,
  }
}
