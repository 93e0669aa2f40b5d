import type { Scope } from '../config/fix-options.ts'
import type { Plan, PlannedFile, Step } from '../model/plan.ts'
import { editedFiles, planPatch } from '../report/plan/blocks.ts'

/** The part of a plan that is to be written. */
export interface Choice {
  readonly files: readonly PlannedFile[]
  /** All of it as one patch for `git apply`; empty where there is none. */
  readonly patch: string
  /** What is run next, in order. */
  readonly commands: readonly string[]
  /** The fingerprints of the findings that are settled by it, once the commands were run. */
  readonly settled: ReadonlySet<string>
}

/** Takes from a plan what a scope covers. What needs both parts is settled by the whole alone. */
export function chooseFrom(plan: Plan, scope: Scope): Choice {
  const edited = editedFiles(plan)
  const files = plan.files.filter(
    ({ path }) => scope === 'whole' || edited.has(path) === (scope === 'schema'),
  )
  const steps = plan.steps.filter(({ phase }) => phase !== 'code')
  const isCovered = ({ direction, edits, migrations }: Step) =>
    direction !== 'person' &&
    (scope === 'whole' || (scope === 'schema' ? migrations.length === 0 : edits.length === 0))
  const settled = new Set(steps.filter(isCovered).flatMap(({ findings }) => findings))
  for (const { findings } of steps.filter((step) => !isCovered(step)))
    for (const fingerprint of findings) settled.delete(fingerprint)
  return {
    files,
    patch: planPatch({ files, schemaPatch: scope === 'migration' ? '' : plan.schemaPatch }),
    commands: commandsOf(plan, scope),
    settled,
  }
}

function commandsOf({ commands }: Plan, scope: Scope): readonly string[] {
  if (scope === 'whole') return commands
  return commands.filter((command) => isGenerate(command) === (scope === 'schema'))
}

/** The one command that follows from the schema alone. */
function isGenerate(command: string): boolean {
  return /\bprisma generate\b/.test(command)
}
