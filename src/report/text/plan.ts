import { stripVTControlCharacters } from 'node:util'
import { objectName } from '../../model/object.ts'
import type { Plan, Step } from '../../model/plan.ts'
import type { Tone } from '../headline.ts'
import { type PhaseOutline, planOutline, promiseRows, type StepGroup } from '../plan/outline.ts'
import { visible } from '../prose.ts'
import { plural } from '../summary.ts'
import { type Page, spread, wrap } from '../terminal.ts'

/**
 * The alignment plan for a terminal, in short, so that the findings above it stay in sight: what it comes to, a line
 * for each step, what to run, and where its SQL, edits and reasons are.
 */
export function planBlocks(plan: Plan, page: Page): string[][] {
  const { phases } = planOutline(plan)
  return [
    planHead(plan, page),
    proofLines(plan, page),
    decisionLines(plan, page),
    phases.flatMap((phase, index) => phaseLines(phase, index, page)),
    wayLines(plan, page),
  ].filter((lines) => lines.length > 0)
}

const tones: Readonly<Record<Plan['proof']['status'], Tone>> = {
  proved: 'success',
  failed: 'error',
  'not-run': 'warning',
}
const marks = { proved: '✓', failed: '✗', 'not-run': '!' } as const

/** What a plan comes to, and whether it is proved. */
export function planHead(plan: Plan, page: Page): string[] {
  const { title, lead, proof, risk } = planOutline(plan)
  const { status } = plan.proof
  const told = proof === null ? [] : wrap(`${marks[status]} ${proof}`, 2, page)
  return [
    page.bold(title),
    ...wrap(lead, 2, page),
    ...wrap(risk ?? '', 2, page),
    ...told.map((line) => page.tone(tones[status], line)),
  ]
}

/** How many of a list a reader wants to see at once. */
const most = 12

/** The lines of the first of a list, and how many more there are. */
function capped<Each>(
  all: readonly Each[],
  lines: (each: Each) => readonly string[],
  more: (left: readonly Each[]) => string,
): string[] {
  const left = all.slice(most)
  return [...all.slice(0, most).flatMap(lines), ...(left.length === 0 ? [] : [`    and ${more(left)}`])]
}

/** What somebody must decide, and why; nothing where there is nothing of the kind. */
export function decisionLines(plan: Plan, page: Page): string[] {
  const { steps, groups } = planOutline(plan).decisions
  if (steps === 0) return []
  const count = (left: readonly StepGroup[]) => left.reduce((sum, group) => sum + group.steps.length, 0)
  return [
    page.bold(`For a person to decide: ${plural(steps, 'step')}`),
    ...capped(
      groups,
      (group) => decision(group, page),
      (left) => plural(count(left), 'more step'),
    ),
  ]
}

/** The reason above its steps; below the step where there is one alone. */
function decision({ why, steps, notes }: StepGroup, page: Page): string[] {
  const items = capped(
    steps,
    ({ step, notes: own }) => item(`${step.title}${inBrackets(own)}`, page),
    (left) => plural(left.length, 'more step'),
  )
  return steps.length === 1
    ? [...items, ...wrap(why, 6, page)]
    : [...wrap(`${why}${inBrackets(notes)}`, 2, page), ...items]
}

function inBrackets(notes: readonly string[]): string {
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`
}

function item(title: string, page: Page): string[] {
  const [first = '', ...others] = wrap(title, 6, page)
  return [`    · ${first.trimStart()}`, ...others]
}

function phaseLines({ title, steps, groups, locks }: PhaseOutline, index: number, page: Page): string[] {
  return [
    `  ${page.bold(`${index + 1}. ${title}: ${plural(steps, 'step')}`)}`,
    ...capped(
      groups.flatMap((group) => group.steps.map(({ step }) => step)),
      (step) => stepLines(step, page),
      (left) => {
        const risky = left.filter(({ hazards }) => hazards.length > 0).length
        return `${plural(left.length, 'more step')}${risky === 0 ? '' : `, ${risky} of them with hazards`}`
      },
    ),
    ...wrap(locks.join(' '), 4, page),
  ]
}

/** The step, and at the right edge its lock and hazards; below it where there is no room for them. */
function stepLines(step: Step, page: Page): string[] {
  const lines = item(step.title, page)
  const [line = '', ...others] = lines
  const risks = risksOf(step).join(', ')
  if (risks === '') return lines
  const paint = step.hazards.length === 0 ? page.dim : (text: string) => page.tone('warning', text)
  const plain = stripVTControlCharacters(line)
  const isRoom = page.width === null || plain.length + 2 + risks.length <= page.width
  return others.length === 0 && isRoom
    ? [spread({ plain, painted: line }, { plain: risks, painted: paint(risks) }, page.width)]
    : [...lines, ...wrap(risks, 6, page).map(paint)]
}

/** `ACCESS EXCLUSIVE, fails-on-data (3 of 1,500 rows)` */
function risksOf({ lock, hazards, evidence }: Step): string[] {
  const measured =
    evidence === null || evidence.breaking === null
      ? ' (not measured)'
      : ` (${evidence.breaking.toLocaleString('en-US')} of ${plural(evidence.rows, 'row')})`
  return [
    ...(lock === null ? [] : [lock]),
    ...hazards.map((hazard) => `${hazard}${hazard === 'fails-on-data' ? measured : ''}`),
  ]
}

/** Each promise that did not hold, and what would remain; nothing where all held. */
export function proofLines(plan: Plan, page: Page): string[] {
  const broken = promiseRows(plan)
    .filter(({ held }) => !held)
    .flatMap(({ promise, detail }) => {
      const [first = '', ...others] = wrap([promise, detail].join(' ').trim(), 6, page)
      return [`    ${page.tone('error', '✗')} ${first.trimStart()}`, ...others]
    })
  const remaining = capped(
    plan.proof.remaining,
    ({ object, rule }) => [`    · ${visible(objectName(object))}  ${page.dim(visible(rule))}`],
    (left) => plural(left.length, 'more finding'),
  )
  return [
    ...(broken.length === 0 ? [] : [page.bold('What did not hold'), ...broken]),
    ...(remaining.length === 0 ? [] : ['  What would remain:', ...remaining]),
  ]
}

/** What is done in which order, and where the whole plan is. */
function wayLines({ steps, commands, files, proof }: Plan, page: Page): string[] {
  const whole = '`--report html=FILE` (or `markdown=FILE`)'
  if (proof.status === 'failed') return wrap(`Its SQL, edits and reasons are in ${whole}.`, 2, page)
  const isWritten = files.length > 0
  const lead = isWritten
    ? 'Write it with `prisma-schema-drift fix` and the options of this check, review and commit it. Then run:'
    : 'Run, in this order:'
  const rest = isWritten
    ? `\`fix --dry-run\` prints its SQL and edits as a patch; ${whole} has them with the reason for each step${proof.status === 'proved' ? ', and the proof' : ''}.`
    : steps.length > most
      ? `All of it is in ${whole}.`
      : ''
  return [
    ...(commands.length === 0
      ? []
      : [
          page.bold('How to carry it out'),
          ...wrap(lead, 2, page),
          ...commands.map((command) => `    ${page.value(visible(command))}`),
        ]),
    ...wrap(rest, 2, page),
  ]
}
