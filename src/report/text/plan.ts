import { objectName } from '../../model/object.ts'
import type { Plan } from '../../model/plan.ts'
import type { Tone } from '../headline.ts'
import { stepsDiff, stepsSql } from '../plan/blocks.ts'
import { type PhaseOutline, planOutline, promiseRows, type StepGroup } from '../plan/outline.ts'
import { visible } from '../prose.ts'
import { plural } from '../summary.ts'
import { type Page, wrap } from '../terminal.ts'

/** The alignment plan for a terminal: what it comes to, each phase with its SQL and edits, the proof, what to run. */
export function planBlocks(plan: Plan, page: Page): string[][] {
  const { isFix, phases } = planOutline(plan)
  return [
    planHead(plan, page),
    ...[decisionLines(plan, page)].filter((lines) => lines.length > 0),
    ...phases.map((phase, index) =>
      phaseLines({ ...phase, title: `${index + 1}. ${phase.title}` }, plan, page),
    ),
    ...(plan.proof.checks.length === 0 ? [] : [proofLines(plan, page)]),
    ...(isFix && plan.commands.length > 0 ? [commandLines(plan, page)] : []),
  ]
}

const tones: Readonly<Record<Plan['proof']['status'], Tone>> = {
  proved: 'success',
  failed: 'error',
  'not-run': 'warning',
}

/** What a plan comes to, and whether it is proved. */
export function planHead(plan: Plan, page: Page): string[] {
  const { title, lead, proof } = planOutline(plan)
  return [
    page.bold(title),
    ...wrap(lead, 2, page),
    ...wrap(proof ?? '', 2, page).map((line) => page.tone(tones[plan.proof.status], line)),
  ]
}

/** What somebody must decide, and why; nothing where there is nothing of the kind. */
export function decisionLines(plan: Plan, page: Page): string[] {
  const { decisions } = planOutline(plan)
  if (decisions.steps === 0) return []
  return phaseLines({ title: 'For a person to decide', locks: [], ...decisions }, plan, page)
}

function phaseLines(
  { title, steps, groups, locks }: Omit<PhaseOutline, 'phase'>,
  plan: Plan,
  page: Page,
): string[] {
  return [
    page.bold(`${title}: ${plural(steps, 'step')}`),
    ...groups.flatMap((group) => groupLines(group, plan, page)),
    ...wrap(locks.join(' '), 2, page),
  ]
}

/** The reason above its steps; below the step where there is one alone. */
function groupLines({ why, steps, notes }: StepGroup, plan: Plan, page: Page): string[] {
  const own = steps.map(({ step }) => step)
  const items = steps.flatMap(({ step, notes: alone }) => {
    const [first = '', ...others] = wrap(`${step.title}${inBrackets(alone)}`, 6, page)
    return [`    · ${first.trimStart()}`, ...others]
  })
  const reason =
    steps.length === 1
      ? [...items, ...wrap(why, 6, page)]
      : [...wrap(`${why}${inBrackets(notes)}`, 2, page), ...items]
  const code = [...stepsSql(own), ...stepsDiff(own, plan).map(page.diff)]
  return [...reason, ...code.map((line) => (line === '' ? '' : `      ${line}`))]
}

function inBrackets(notes: readonly string[]): string {
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`
}

/** Each promise with whether it held, and what would remain. */
export function proofLines(plan: Plan, page: Page): string[] {
  const rows = promiseRows(plan).flatMap(({ promise, held, detail, took }) => {
    const [first = '', ...others] = wrap([promise, detail].join(' ').trim(), 6, page)
    const mark = page.tone(held ? 'success' : 'error', held ? '✓' : '✗')
    return [`    ${mark} ${first.trimStart()} ${page.dim(took)}`, ...others]
  })
  const remaining = plan.proof.remaining.map(
    ({ object, rule }) => `    · ${visible(objectName(object))}  ${page.dim(visible(rule))}`,
  )
  return [
    page.bold('The proof'),
    ...rows,
    ...(remaining.length === 0 ? [] : ['  What would remain:', ...remaining]),
  ]
}

function commandLines({ commands, files }: Plan, page: Page): string[] {
  const lead =
    files.length === 0
      ? 'Run, in this order:'
      : '`prisma-schema-drift fix` writes it into the working tree. Once that is reviewed and committed, run:'
  return [
    page.bold('How to carry it out'),
    ...wrap(lead, 2, page),
    ...commands.map((command) => `    ${page.value(visible(command))}`),
  ]
}
