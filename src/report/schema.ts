/**
 * The shape of the JSON report, from which docs/report.schema.json is made. It is held equal to the type `Report`
 * by the compiler: a change of one that the other does not follow does not compile.
 */
import { z } from 'zod'
import { stages } from '../model/failure.ts'
import { causes, severities } from '../model/finding.ts'
import type { ObjectKind, RootId, SchemaMemberId, TableMemberId } from '../model/object.ts'
import { directions, hazards, locks, type Promised, phases, promises } from '../model/plan.ts'
import { dumpFormats, type Report } from '../model/report.ts'

const text = z.string()
const count = z.int().nonnegative()

const location = z.object({
  file: text.describe('Relative to the working directory, with /.'),
  line: z.int().positive(),
  column: z.int().positive().exactOptional(),
})

const failure = z
  .object({
    stage: z.enum(stages),
    code: text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).describe('Stable; documented in docs/failures.md.'),
    message: text,
    location: location.nullable(),
    next: z.array(text).describe('What to do; the best way out first.'),
  })
  .describe('Why there is no verdict; null unless the status is failed.')

const database = z.object({
  provider: z.enum(['docker', 'local', 'embedded', 'url']),
  version: text.describe('The throwaway server’s, as in 15.18.'),
  reason: text.describe('Why this provider was chosen.'),
  dump: z
    .object({
      format: z.enum(dumpFormats),
      version: text
        .nullable()
        .describe('Of the server the dump was taken from; null when the dump does not say.'),
      sha256: text
        .nullable()
        .describe('Of the bytes as they were given; null for a directory and a postgres: URL.'),
    })
    .nullable()
    .describe('Null when production is empty.'),
})

const prisma = z.object({
  engine: z.enum(['wasm', 'cli']),
  version: text,
  validate: z.enum(['passed', 'failed']),
  pullChanges: z.boolean().nullable().describe('Would prisma db pull change the schema files?'),
  diffEmpty: z
    .boolean()
    .nullable()
    .describe('Is the engine’s own diff of the deployed database against the schema empty?'),
  onlyEngine: z.array(text).describe('What the engine reports a difference of and the findings do not.'),
})

const kinds = <K extends ObjectKind>(names: Readonly<Record<K, true>>) => z.enum(Object.keys(names) as K[])

const object = z.union([
  z.object({
    kind: kinds<TableMemberId['kind']>({
      column: true,
      index: true,
      'primary-key': true,
      unique: true,
      'foreign-key': true,
      check: true,
      exclusion: true,
      trigger: true,
      policy: true,
    }),
    schema: text,
    table: text,
    name: text,
  }),
  z.object({
    kind: kinds<SchemaMemberId['kind']>({
      table: true,
      view: true,
      'materialized-view': true,
      enum: true,
      domain: true,
      composite: true,
      range: true,
      collation: true,
      sequence: true,
      function: true,
    }),
    schema: text,
    name: text,
  }),
  z.object({
    kind: kinds<RootId['kind']>({ schema: true, extension: true, migration: true, file: true }),
    name: text,
  }),
])

const attributes = z
  .record(text, z.union([text, z.number(), z.boolean(), z.null(), z.array(text)]))
  .nullable()

const fingerprint = text.regex(/^[\da-f]{12}$/)

const finding = z.object({
  rule: text.describe('Explained in docs/rules/.'),
  severity: z.enum(severities),
  reason: text.describe('Why the severity is what it is.'),
  object,
  production: attributes.describe('The object in the restored dump, as Postgres prints it; null: absent.'),
  history: attributes.describe('In a database built from all the migrations alone.'),
  declared: attributes.describe('In a database built from schema.prisma alone.'),
  deployed: attributes.describe('In production after the pending migrations; null too when they fail.'),
  cause: z.enum(causes).describe('The line that is out; unknown: only two lines exist.'),
  introduced: z.boolean().nullable().describe('By this change? Null when it was not asked.'),
  message: text,
  consequence: text.describe('What will break, and when.'),
  location: location.nullable(),
  sql: text.exactOptional().describe('What Prisma’s engine would write to settle it.'),
  partOf: fingerprint.nullable().describe('The fingerprint of the finding that explains this one.'),
  fingerprint: fingerprint.describe('Stable across runs and across line moves.'),
})

const day = text.regex(/^\d{4}-\d{2}-\d{2}$/).nullable()

const by = z
  .object({
    kind: z.enum(['ignore', 'baseline']),
    text: text.describe('In a few words, as in baseline: agreed with the DBA (ana), until 2027-01-31.'),
    location: location.nullable(),
    reason: text.nullable(),
    owner: text.nullable(),
    since: day.describe('The day it was accepted; null for what the config ignores.'),
    expires: day.describe('The last day on which it holds; null: for good.'),
  })
  .describe('What keeps it out of the verdict: a rule of ignore, or an entry of the baseline.')

const baselineEntry = z.object({
  fingerprint,
  rule: text,
  object: text.describe('As a person reads it.'),
  severity: z.enum(severities).nullable().describe('A graver finding is not accepted; null: of any.'),
  reason: text.nullable(),
  owner: text.nullable(),
  since: day,
  expires: day.describe('The last day on which it holds; null: for good.'),
})

const baseline = z.object({
  file: text.describe('Relative to the working directory, with /.'),
  entries: count,
  stale: z.array(baselineEntry).describe('Those whose finding is gone.'),
  expired: z.array(baselineEntry).describe('Those which are over, while their finding is still there.'),
})

const step = z.object({
  phase: z.enum(phases),
  direction: z.enum(directions).describe('The line that changes; person: somebody must decide first.'),
  findings: z.array(fingerprint).describe('What it settles.'),
  title: text,
  why: text.describe('Why this side gives way; what a person must decide.'),
  sql: text.nullable().describe('What is run in production; null: nothing.'),
  migrations: z.array(text).describe('The new migrations that its statements are in.'),
  commands: z.array(text).describe('What is run in a shell for it.'),
  edits: z.array(
    z.object({
      file: text,
      line: z.int().positive(),
      remove: count.describe('How many lines go.'),
      insert: text.describe('What comes in their place, with its line ends.'),
    }),
  ),
  hazards: z.array(z.enum(hazards)),
  lock: z.enum(locks).nullable().describe('The strongest that its SQL takes.'),
  evidence: z
    .object({
      rows: count.describe('Of the table.'),
      breaking: count.nullable().describe('Rows that stand against it; null: not measured.'),
      keys: count.nullable().describe('Different keys that these have; null: it is about no key.'),
      bytes: count.describe('Of the table, that are written anew.'),
    })
    .nullable()
    .describe('Null where it does not depend on the rows, or they were not measured.'),
})

const proof = z.object({
  status: z.enum(['proved', 'failed', 'not-run']),
  checks: z.array(
    z.object({
      name: z.enum(Object.keys(promises) as Promised[]),
      held: z.boolean(),
      detail: text.nullable().describe('What did not hold, or was not looked at.'),
      ms: z.number().nonnegative(),
    }),
  ),
  remaining: z.array(finding).describe('What is found when the plan is carried out.'),
  rowsLost: count.nullable().describe('Rows and values that are no null; null: not counted.'),
})

const plan = z.object({
  steps: z.array(step).describe('By phase, in the order in which they are done.'),
  commands: z.array(text).describe('What is run in a shell to carry it out, a backup first.'),
  schemaPatch: text.describe('A unified diff of the schema files for git apply; empty where none changes.'),
  migrations: z.array(
    z.object({
      name: text,
      sql: text,
      recorded: z.boolean().describe('Production has it already: prisma migrate resolve --applied.'),
    }),
  ),
  migrationSql: text.describe('All new migrations, each behind a line that names its file.'),
  rollbackSql: text.describe('What takes them back in production.'),
  files: z.array(z.object({ path: text, content: text })).describe('What is written.'),
  proof,
})

/** The JSON report, version 1. */
const reportSchema = z
  .object({
    version: z.literal(1),
    status: z
      .enum(['clean', 'drift', 'failed'])
      .describe('clean: no finding at warning or above; drift: one at least; failed: no verdict.'),
    failure: failure.nullable(),
    database: database.nullable(),
    prisma: prisma.nullable(),
    findings: z.array(finding).describe('Sorted by severity, then object, then rule.'),
    ignored: z.array(finding.extend({ by })).describe('They do not count.'),
    baseline: baseline.nullable().describe('The file of accepted findings; null where there is none.'),
    gaps: z.array(z.object({ kind: text, count, message: text })).describe('Seen, not compared.'),
    plan: plan
      .nullable()
      .describe('How production, migrations and schema come to agree; null: nothing is to be done.'),
    timings: z.array(z.object({ stage: text, ms: z.number().nonnegative() })),
  })
  .meta({
    title: 'prisma-schema-drift report',
    description: 'What prisma-schema-drift check --format json prints.',
  })

/** The published JSON Schema, draft 2020-12. It is open: a later version may add keys. */
export function reportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(reportSchema, { io: 'input' }), null, 2)}\n`
}

type Immutable<T> = T extends readonly (infer E)[]
  ? readonly Immutable<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Flattens interfaces and intersections, so that only the shape is compared. */
true satisfies Equal<Immutable<z.infer<typeof reportSchema>>, Immutable<Report>>
