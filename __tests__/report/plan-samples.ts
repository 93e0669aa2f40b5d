import { createTwoFilesPatch } from 'diff'
import { databaseUrl } from '../../src/alignment/database-url.ts'
import { type Plan, type ProofCheck, promises, type Step } from '../../src/model/plan.ts'
import type { Report } from '../../src/model/report.ts'
import { alignment, finding, hostileNames, report } from './samples.ts'

const file = 'prisma/schema.prisma'
const adopt = '20251103160001_adopt_production'
const align = '20251103160002_align_production'

/** A step with the parts that a sample does not care about filled in. */
export function step(given: Pick<Step, 'phase' | 'direction' | 'title' | 'why'> & Partial<Step>): Step {
  return {
    findings: [],
    sql: null,
    migrations: [],
    commands: [],
    edits: [],
    hazards: [],
    lock: null,
    evidence: null,
    ...given,
  }
}

/** All promises, held but for those that are named. */
function checks(broken: Partial<Record<ProofCheck['name'], string>> = {}): ProofCheck[] {
  return (Object.keys(promises) as ProofCheck['name'][]).map((name, index) => ({
    name,
    held: broken[name] === undefined,
    detail: broken[name] ?? null,
    ms: 21 + 97 * index,
  }))
}

/** The plan of some steps and files. */
export function plan(given: Partial<Plan>): Plan {
  return {
    steps: [],
    commands: [],
    schemaPatch: '',
    migrations: [],
    migrationSql: '',
    rollbackSql: '',
    files: [],
    proof: { status: 'proved', checks: checks(), remaining: [], rowsLost: 0 },
    ...given,
  }
}

const before = `model User {
  id       String   @id @default(cuid()) // never shown
  email    String   @unique
  siteMode SiteMode @default(B2B) @map("site_mode")
}

model Tutor {
  id     String @id @default(cuid())
  userId String @unique @map("user_id")
}
`
const ids = { from: '@default(cuid())', to: '@default(dbgenerated("uuid_generate_v4()")) @db.Uuid' }
const after = before
  .replaceAll(ids.from, ids.to)
  .replace('B2B', 'B2C')
  .replace(
    '@map("user_id")\n',
    '@map("user_id") @db.Uuid\n  createdAt DateTime @default(now()) @map("created_at")\n',
  )

const edit = (line: number, remove: number, insert: number) => ({
  file,
  line,
  remove,
  insert: after
    .split('\n')
    .slice(line - 1, line - 1 + insert)
    .map((text) => `${text}\n`)
    .join(''),
})

const learn = 'Production has it and holds data, so the repository learns it.'
const gain = 'The repository expects it and adding it takes nothing away, so production gains it.'
const own = (rule: string, name: string) =>
  alignment.findings
    .filter((each) => each.rule === rule && each.object.name === name)
    .map((each) => each.fingerprint)

const alignSql = `ALTER TABLE "bookings" ADD COLUMN "paid_at" TIMESTAMPTZ(6);

CREATE TABLE "system_settings" (
    "id" UUID NOT NULL DEFAULT uuid_generate_v4(),
    "key" TEXT NOT NULL
);
`
const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after).replace(
  /^=+\n/,
  `diff --git a/${file} b/${file}\n`,
)
const adoptSql =
  '-- prisma-schema-drift: record-only\n\nALTER TABLE "tutors" ADD COLUMN "created_at" TIMESTAMPTZ(6);\n'
const rollbackSql =
  'DROP TABLE IF EXISTS "system_settings";\n\nALTER TABLE "bookings" DROP COLUMN IF EXISTS "paid_at";\n'

/** How a team would settle the sample `alignment`, in every phase. */
export const proved: Plan = plan({
  steps: [
    step({
      phase: 'ids',
      direction: 'schema',
      findings: own('id-strategy', 'id').slice(0, 1),
      title: 'Declare the column `users.id` in schema.prisma as production makes it',
      why: learn,
      edits: [edit(2, 1, 1)],
      migrations: [adopt],
    }),
    step({
      phase: 'ids',
      direction: 'schema',
      title: 'Declare the column `tutors.id` in schema.prisma as production makes it',
      why: learn,
      edits: [edit(8, 2, 2)],
      migrations: [adopt],
    }),
    step({
      phase: 'database',
      direction: 'database',
      findings: own('column-missing', 'paid_at'),
      title: 'Add the column `bookings.paid_at` to production',
      why: gain,
      sql: `${alignSql.split('\n\n')[0]}\n`,
      migrations: [align],
      lock: 'ACCESS EXCLUSIVE',
    }),
    step({
      phase: 'database',
      direction: 'database',
      findings: own('table-missing', 'system_settings'),
      title: 'Add the table `system_settings` to production',
      why: gain,
      sql: alignSql.split('\n\n')[1] ?? '',
      migrations: [align],
    }),
    step({
      phase: 'database',
      direction: 'database',
      title: 'Change the column `tutors.headline` in production',
      why: 'No row holds a null, so production can require a value as the repository does.',
      sql: 'ALTER TABLE "tutors" ALTER COLUMN "headline" SET NOT NULL;\n',
      migrations: [align],
      lock: 'ACCESS EXCLUSIVE',
      hazards: ['table-rewrite', 'blocks-writes', 'blocks-reads', 'fails-on-data'],
      evidence: { rows: 12_400, breaking: 0, keys: null, bytes: 18_350_080 },
    }),
    step({
      phase: 'database',
      direction: 'person',
      title: 'Decide about the policy `users.tenant_only`',
      why: 'Who may read what is not decided by a tool.',
    }),
    step({
      phase: 'database',
      direction: 'person',
      title: 'Decide about the unique index `reviews.reviews_booking_id_key`',
      why: 'Rows stand against it.',
      evidence: { rows: 3_117, breaking: 1, keys: null, bytes: 0 },
    }),
    step({
      phase: 'schema',
      direction: 'schema',
      findings: own('column-default', 'site_mode'),
      title: 'Change the default of the column `users.site_mode` in schema.prisma',
      why: learn,
      edits: [edit(4, 1, 1)],
    }),
    step({
      phase: 'schema',
      direction: 'schema',
      title: 'Declare the column `tutors.created_at` in schema.prisma',
      why: learn,
      edits: [edit(10, 0, 1)],
      migrations: [adopt],
    }),
    step({
      phase: 'history',
      direction: 'history',
      title: 'Put the column `tutors.created_at` into the migrations',
      why: learn,
      migrations: [adopt],
    }),
    step({
      phase: 'code',
      direction: 'schema',
      title: 'Look at the code that reads `Tutor.price`',
      why: 'The field became required.',
    }),
  ],
  commands: [
    `pg_dump --format=custom --file=before-alignment.dump ${databaseUrl}`,
    `npx prisma migrate resolve --applied ${adopt}`,
    'npx prisma migrate deploy',
    'npx prisma generate',
  ],
  schemaPatch: patch,
  migrations: [
    { name: adopt, sql: adoptSql, recorded: true },
    { name: align, sql: alignSql, recorded: false },
  ],
  migrationSql: `-- prisma/migrations/${adopt}/migration.sql\n\n${adoptSql}\n-- prisma/migrations/${align}/migration.sql\n\n${alignSql}`,
  rollbackSql,
  files: [
    { path: file, content: after },
    { path: `prisma/migrations/${adopt}/migration.sql`, content: adoptSql },
    { path: `prisma/migrations/${align}/migration.sql`, content: alignSql },
    { path: `prisma/migrations/${align}/rollback.sql`, content: rollbackSql },
  ],
})

/** The schema file that the plan edits, as it is. */
export const schemaBefore = before

const remaining = [
  finding({
    rule: 'column-default',
    severity: 'warning',
    object: { kind: 'column', schema: 'public', table: 'users', name: 'site_mode' },
    cause: 'schema',
    message: '`users.site_mode` defaults to `B2C` in production; schema.prisma says `B2B`.',
    consequence: '',
  }),
]

export const planned: Report = { ...alignment, plan: proved }

export const unproved: Report = {
  ...alignment,
  plan: { ...proved, proof: { status: 'not-run', checks: [], remaining: [], rowsLost: null } },
}

export const disproved: Report = {
  ...alignment,
  plan: {
    ...proved,
    proof: {
      status: 'failed',
      checks: checks({
        'no-drift-left': '`users.site_mode` is as before.',
        'rollback-restores': 'Other than before: `users`.',
      }),
      remaining,
      rowsLost: 0,
    },
  },
}

/** A plan in which every name and value is one of these. */
export function planOfNames(names: readonly string[]): Plan {
  const name = (index: number) => names[index % names.length] ?? ''
  const path = `prisma/${name(0)}.prisma`
  const text = (of: string) => `model ${name(1)} {\n  ${name(2)} ${of}\n}\n`
  return plan({
    steps: (['database', 'schema', 'person'] as const).map((direction, index) =>
      step({
        phase: direction === 'schema' ? 'schema' : 'database',
        direction,
        title: `Add ${name(index)} \`${name(index + 1)}\``,
        why: `${name(index + 2)} is why`,
        sql: direction === 'database' ? `SELECT ${name(index)};\n` : null,
        edits: direction === 'schema' ? [{ file: path, line: 2, remove: 1, insert: `  ${name(2)} b\n` }] : [],
        migrations: [name(index)],
        commands: [`npx ${name(index)}`],
        evidence: { rows: 1, breaking: null, keys: null, bytes: 0 },
      }),
    ),
    commands: names.map((each) => `npx prisma migrate resolve --applied ${each}`),
    schemaPatch: createTwoFilesPatch('a/x.prisma', 'b/x.prisma', text('a'), text('b')),
    migrationSql: `SELECT ${name(0)};\n`,
    rollbackSql: `DROP ${name(1)};\n`,
    files: [{ path, content: text('b') }],
    proof: {
      status: 'failed',
      checks: checks({ validate: `${name(0)} and \`${name(1)}\`` }),
      remaining: names.map((each, index) =>
        finding({
          rule: each,
          severity: 'error',
          object: { kind: 'column', schema: each, table: each, name: name(index + 1) },
          cause: 'schema',
          message: each,
          consequence: each,
        }),
      ),
      rowsLost: 1,
    },
  })
}

export const hostilePlan: Report = report({ findings: alignment.findings, plan: planOfNames(hostileNames) })
