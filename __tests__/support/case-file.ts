/** The folders of cases/, and what their case.yml says. Reads files only. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { severities } from '../../src/drift/severity.ts'

const root = join(import.meta.dirname, '../cases')

const rule = z.string().refine((id) => id in severities, 'no such rule')

const caseFile = z.strictObject({
  /** What the case shows. */
  about: z.string(),
  /** Migrations that production has not run. */
  pending: z.array(z.string()).default([]),
  /** Are rights compared? */
  grants: z.boolean().default(false),
  /** The schema that `?schema=` of production's URL names. */
  schema: z.string().default('public'),
  /**
   * Where production ran the migrations of the folder `ran/`, and not those of `migrations/`: what git knows of
   * them. `shallow`: the clone lacks the commit that has them.
   */
  git: z.enum(['none', 'whole', 'shallow']).default('none'),
  /** A dump beside case.yml that is the production, where it is not made of the migrations and production.sql. */
  dump: z.string().nullable().default(null),
  /** `severity rule kind name cause`, in the report's order. */
  findings: z.array(z.string()),
  /** `rule name`: the `rule name` of the finding it is part of, or null. Those that are not named may be either. */
  parts: z.record(z.string(), z.string().nullable()).default({}),
  /** The rules that must not speak, though something like their drift is there. */
  silent: z.array(rule).default([]),
  /** Does Prisma's engine call this production equal to schema.prisma? Asked where it is known to be blind. */
  unseen: z.boolean().default(false),
  /** `kind: message`, where what is not compared matters. */
  gaps: z.array(z.string()).nullable().default(null),
  /** What Prisma's engine reports and no finding covers. */
  onlyEngine: z.array(z.string()).default([]),
})
export type Case = z.infer<typeof caseFile>

export function readCase(directory: string): Case {
  return caseFile.parse(parse(readFileSync(join(directory, 'case.yml'), 'utf8')))
}

/** Every folder of cases/, by name. */
export function allCases(): readonly {
  readonly name: string
  readonly directory: string
  readonly file: Case
}[] {
  return readdirSync(root)
    .sort()
    .map((name) => ({ name, directory: join(root, name), file: readCase(join(root, name)) }))
}

/** The rules that a case finds. */
export function rulesFound({ findings }: Case): ReadonlySet<string> {
  return new Set(findings.flatMap((finding) => finding.split(' ')[1] ?? []))
}
