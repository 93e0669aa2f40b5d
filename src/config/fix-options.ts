import { z } from 'zod'
import { Failure } from '../model/failure.ts'

/** Which part of a plan is written. */
export type Scope = 'whole' | 'schema' | 'migration'

export interface FixOptions {
  /** Globs of rules or objects: the findings that are to be settled; empty: all. */
  readonly only: readonly string[]
  readonly scope: Scope
  /** Print the patch, and write nothing. */
  readonly dryRun: boolean
  /** Write over what is not committed, and what failed its proof. */
  readonly force: boolean
}

interface FixOption {
  readonly name: string
  /** What it takes; null: nothing. */
  readonly value: string | null
  readonly description: string
}

/** What `fix` takes beside the options of `check`. */
export const fixOptions: readonly FixOption[] = [
  {
    name: 'only',
    value: 'RULE|GLOB',
    description: 'Settle the findings of this rule or on these objects alone; may be repeated.',
  },
  { name: 'schema-only', value: null, description: 'Write the edits of the schema, and no migration.' },
  {
    name: 'migration-only',
    value: null,
    description: 'Write the migrations, and leave the schema as it is.',
  },
  { name: 'dry-run', value: null, description: 'Print the patch for `git apply`, and write nothing.' },
  {
    name: 'force',
    value: null,
    description: 'Write over changes that are not committed, and a plan that failed its proof.',
  },
]

const flag = z.literal(true).optional()
const shape = z.object({
  only: z.array(z.string().trim().min(1)).default([]),
  'schema-only': flag,
  'migration-only': flag,
  'dry-run': flag,
  force: flag,
})

/** Reads what `fix` was given beside the options of `check`; a Failure `config-invalid` where it cannot be. */
export function readFixOptions(given: Readonly<Record<string, unknown>>): FixOptions | Failure {
  const parsed = shape.safeParse(given)
  if (!parsed.success) return invalid('`--only` is empty.', 'Give `--only` a value, or leave it out.')
  const { only, force = false, ...flags } = parsed.data
  const { 'schema-only': schema, 'migration-only': migration, 'dry-run': dryRun = false } = flags
  if (schema && migration)
    return invalid(
      '`--schema-only` and `--migration-only` leave nothing to write together.',
      'Give one of them, or none for the whole plan.',
    )
  return { only, force, dryRun, scope: schema ? 'schema' : migration ? 'migration' : 'whole' }
}

function invalid(message: string, next: string): Failure {
  return new Failure({ stage: 'config', code: 'config-invalid', message, next: [next] })
}
