import {
  type Direction,
  directions,
  hazards,
  locks,
  type Phase,
  type Plan,
  phases,
  promises,
  type Step,
} from '../../model/plan.ts'
import type { Report } from '../../model/report.ts'
import { duration } from '../facts.ts'
import { quoted } from '../prose.ts'
import { plural } from '../summary.ts'
import { directionWords, hazardWords, lockWords, phaseWords, planTitles } from './words.ts'

/** A plan in the order in which a person reads it. All texts are in the notation of messages. */
export interface PlanOutline {
  readonly isFix: boolean
  readonly title: string
  /** For the head of a report: `A plan brings them together, below: 26 steps, proved.` */
  readonly brief: string
  /** `26 steps: 9 in production, 12 in schema.prisma, 5 in the migrations; 2 are for a person.` */
  readonly lead: string
  /** `Proved on clones of production and of the migrations: 8 of 8 promises held.` Null where nothing is written. */
  readonly proof: string | null
  /** `Hazards: data-loss in 1 step.` Null where there is nothing to say. */
  readonly risk: string | null
  /** Those that have steps. */
  readonly phases: readonly PhaseOutline[]
  /** What somebody must decide first. */
  readonly decisions: { readonly steps: number; readonly groups: readonly StepGroup[] }
}

export interface PhaseOutline {
  readonly phase: Phase
  readonly title: string
  readonly steps: number
  readonly groups: readonly StepGroup[]
  /** Who waits for the locks that its steps take. */
  readonly locks: readonly string[]
}

/** Steps of one phase that have one reason. */
export interface StepGroup {
  readonly why: string
  readonly steps: readonly NotedStep[]
  /** What is to be said of all of them, where they are several. */
  readonly notes: readonly string[]
}

interface NotedStep {
  readonly step: Step
  /** What is to be said of it alone: lock, hazards, rows, commands. */
  readonly notes: readonly string[]
}

/** The plan of a report; null where there is none, or it only says that what waits is to be deployed. */
export function planToTell({ plan, status }: Pick<Report, 'plan' | 'status'>): Plan | null {
  if (plan === null) return null
  const isEmpty = plan.files.length === 0 && plan.steps.every(({ direction }) => direction !== 'person')
  return isEmpty && status === 'clean' ? null : plan
}

/** Puts a plan into the order of a report. */
export function planOutline(plan: Plan): PlanOutline {
  const decided = plan.steps.filter(({ direction }) => direction !== 'person')
  const open = plan.steps.filter(({ direction }) => direction === 'person')
  return {
    isFix: plan.proof.status !== 'failed',
    title: planTitles[hasNothingToProve(plan) ? 'proved' : plan.proof.status],
    brief: briefOf(plan),
    lead: leadOf(plan),
    proof: proofLine(plan),
    risk: riskOf(decided, plan.proof),
    phases: phases.flatMap((phase) => {
      const own = decided.filter((step) => step.phase === phase)
      return own.length === 0
        ? []
        : [
            {
              phase,
              title: phaseWords[phase],
              steps: own.length,
              groups: groupsOf(own),
              locks: lockLegend(own),
            },
          ]
    }),
    decisions: { steps: open.length, groups: groupsOf(open) },
  }
}

/** Is nothing written, so that nothing was tried? */
function hasNothingToProve({ files, proof }: Plan): boolean {
  return files.length === 0 && proof.status === 'not-run'
}

function briefOf(plan: Plan): string {
  const {
    steps,
    proof: { status },
  } = plan
  if (status === 'failed') return 'A plan was drafted that failed its proof; it is shown below.'
  const open = steps.filter(({ direction }) => direction === 'person').length
  const done = steps.length - open
  if (done === 0) return `${plural(open, 'step is', 'steps are')} for a person to decide, below.`
  const proof = status === 'proved' ? 'proved' : 'not proved'
  const told = hasNothingToProve(plan) ? '' : `, ${proof}`
  const left = open === 0 ? '' : `; ${plural(open, 'step is', 'steps are')} for a person to decide`
  return `A plan brings them together, below: ${plural(done, 'step')}${told}${left}.`
}

function leadOf({ steps, files }: Plan): string {
  const code = steps.filter(({ phase }) => phase === 'code').length
  const count = (direction: Direction) =>
    steps.filter((step) => step.direction === direction && step.phase !== 'code').length
  const places = directions.flatMap((direction) =>
    direction === 'person' || count(direction) === 0
      ? []
      : [`${count(direction)} ${directionWords[direction]}`],
  )
  const [people, all] = [count('person'), steps.length - count('person')]
  const rest =
    people === 0 ? '' : `${plural(people, 'step is', 'steps are')} ${directionWords.person} to decide`
  if (all === 0) return `${rest}; nothing is written.`
  const written = files.length === 0 ? '; no file is to be written' : ''
  const where = [...places, ...(code === 0 ? [] : [`${code} in your code`])].join(', ')
  return `${plural(all, 'step')}: ${where}${written}${rest === '' ? '' : `; ${rest}`}.`
}

function proofLine(plan: Plan): string | null {
  if (hasNothingToProve(plan)) return null
  const { proof, steps } = plan
  const { status, checks, remaining } = proof
  if (status === 'not-run') return 'Not proved: the proof was left out, so nobody has tried this plan yet.'
  const held = checks.filter((check) => check.held).length
  const count = `${held} of ${plural(checks.length, 'promise')} held`
  if (status === 'failed') {
    const left = remaining.length === 0 ? '' : `, and ${plural(remaining.length, 'finding')} would remain`
    return `Not a fix: ${count}${left}. Read it as a draft, and do not run it as it is.`
  }
  const open = steps.some(({ direction }) => direction === 'person')
    ? ', but for what a person is to decide'
    : ''
  return `Proved on clones of production and of the migrations: ${count}${open}.`
}

function riskOf(steps: readonly Step[], { status }: Plan['proof']): string | null {
  if (steps.every(({ sql }) => sql === null)) return null
  const told = hazards.flatMap((hazard) => {
    const count = steps.filter((step) => step.hazards.includes(hazard)).length
    return count === 0 ? [] : [`\`${hazard}\` in ${plural(count, 'step')}`]
  })
  if (told.length > 0) return `Hazards: ${told.join(', ')}.`
  return status === 'failed'
    ? null
    : 'Its SQL loses nothing, writes no table anew, and makes nobody wait for more than a moment.'
}

function groupsOf(steps: readonly Step[]): StepGroup[] {
  const byWhy = new Map<string, NotedStep[]>()
  for (const step of steps)
    byWhy.set(step.why, [...(byWhy.get(step.why) ?? []), { step, notes: notesOf(step) }])
  return [...byWhy].map(([why, own]) => {
    const [first, ...others] = own
    const notes =
      others.length === 0
        ? []
        : (first?.notes ?? []).filter((note) => others.every((each) => each.notes.includes(note)))
    return {
      why,
      notes,
      steps: own.map(({ step, notes: all }) => ({
        step,
        notes: all.filter((note) => !notes.includes(note)),
      })),
    }
  })
}

/** What to know of a step before it is run. */
function notesOf({ phase, lock, hazards, evidence, commands, migrations }: Step): string[] {
  const isAtRisk = hazards.includes('fails-on-data')
  return [
    ...(lock === null ? [] : [`lock \`${lock}\``]),
    ...hazards
      .filter((hazard) => hazard !== 'fails-on-data' || evidence === null)
      .map((hazard) => hazardWords[hazard]),
    ...evidenceNotes(evidence, isAtRisk),
    ...(phase === 'history' && migrations.length > 0 ? [`by ${migrations.map(quoted).join(', ')}`] : []),
    ...commands.map((command) => `run ${quoted(command)}`),
  ]
}

function lockLegend(steps: readonly Step[]): string[] {
  return locks
    .filter((lock) => steps.some((step) => step.lock === lock))
    .map((lock) => `While \`${lock}\` is held, ${lockWords[lock]}.`)
}

/** @param isAtRisk does the step fail on such rows? */
function evidenceNotes(evidence: Step['evidence'], isAtRisk: boolean): string[] {
  if (evidence === null) return []
  const { rows, breaking, keys, bytes } = evidence
  const [lead, one, several] = isAtRisk
    ? [`${hazardWords['fails-on-data']}: `, 'does', 'do']
    : ['', 'stands against it', 'stand against it']
  const all = plural(rows, 'row')
  const told =
    breaking === null
      ? `${lead}of ${all} it was not measured how many ${several}`
      : breaking === 0 && !isAtRisk
        ? all
        : `${lead}${breaking.toLocaleString('en-US')} of ${all} ${breaking === 1 ? one : several}${keysOf(breaking, keys)}`
  return [told, ...(bytes === 0 ? [] : [`${size(bytes)} are written anew`])]
}

function keysOf(breaking: number, keys: number | null): string {
  return breaking === 0 || keys === null ? '' : `, with ${plural(keys, 'different key')}`
}

/** `1.2 MB` */
function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`
}

/** One promise as a row of a report. */
export interface PromiseRow {
  readonly promise: string
  readonly held: boolean
  /** Empty where there is nothing to say. */
  readonly detail: string
  /** `80 ms` */
  readonly took: string
}

/** The proof, promise by promise. */
export function promiseRows({ proof }: Plan): readonly PromiseRow[] {
  return proof.checks.map(({ name, held, detail, ms }) => ({
    promise: promises[name],
    held,
    detail: detail ?? '',
    took: duration(ms),
  }))
}
