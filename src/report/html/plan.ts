import { objectName } from '../../model/object.ts'
import type { Plan } from '../../model/plan.ts'
import { planPatch, stepsDiff, stepsSql } from '../plan/blocks.ts'
import { type PlanOutline, planOutline, promiseRows, type StepGroup } from '../plan/outline.ts'
import { visible, visibleLines } from '../prose.ts'
import { plural } from '../summary.ts'
import { type Html, html } from './escape.ts'
import { code, diff, lines, prose } from './findings.ts'

/** The alignment plan: what it comes to and whether it is proved, each phase, the proof, and all that is written. */
export function planSection(plan: Plan): Html {
  const outline = planOutline(plan)
  const { isFix, title, lead, risk, proof, phases } = outline
  const tone =
    proof === null ? '' : { proved: 'success', failed: 'error', 'not-run': 'warning' }[plan.proof.status]
  return html`<section id="plan">
<h2 class="since">${title}</h2>
<div class="verdict ${tone}">
<p>${prose([lead, risk ?? ''].join(' ').trim())}</p>
${
  proof === null
    ? null
    : html`<p><strong>${prose(proof)}</strong></p>
`
}</div>
${proofTable(plan)}${decisions(outline, plan)}${phases.map(
  (
    { title: name, steps, groups, locks },
    index,
  ) => html`<h3 class="phase">${index + 1}. ${name}: ${plural(steps, 'step')}</h3>
${groups.map((group) => groupHtml(group, plan))}${locks.length === 0 ? null : html`<p class="soft">${prose(locks.join(' '))}</p>`}`,
)}${isFix ? execution(plan) : null}</section>
`
}

function decisions({ decisions: { steps, groups } }: PlanOutline, plan: Plan): Html | null {
  if (steps === 0) return null
  return html`<h3 class="phase">For a person to decide: ${plural(steps, 'step')}</h3>
${groups.map((group) => groupHtml(group, plan))}`
}

function groupHtml({ why, steps, notes }: StepGroup, plan: Plan): Html {
  const isAlone = steps.length === 1
  const reason = html`<p>${prose(why)}${noteHtml(notes)}</p>
`
  return html`${isAlone ? null : reason}${steps.map(
    ({ step, notes: own }) => html`<article>
<h3>${prose(step.title)}</h3>
${isAlone ? reason : null}${
  own.length === 0
    ? null
    : html`<p>${noteHtml(own)}</p>
`
}${block(stepsSql([step]))}${diffBlock(stepsDiff([step], plan))}</article>
`,
  )}`
}

function noteHtml(notes: readonly string[]): Html | null {
  if (notes.length === 0) return null
  return html` <span class="soft">${notes.map((note, index) => html`${index === 0 ? null : ' · '}${prose(note)}`)}</span>`
}

function block(all: readonly string[]): Html | null {
  return all.length === 0 ? null : lines(all)
}

function diffBlock(all: readonly string[]): Html | null {
  return all.length === 0 ? null : diff(all)
}

function proofTable(plan: Plan): Html | null {
  const { checks, remaining } = plan.proof
  if (checks.length === 0) return null
  const rows = promiseRows(plan).map(
    ({
      promise,
      held,
      detail,
      took,
    }) => html`<tr><td class="${held ? 'success' : 'error'}">${held ? '✓' : '✗'}</td><td>${prose(promise)}${detail === '' ? null : html` ${prose(detail)}`}</td><td class="count">${took}</td></tr>
`,
  )
  const left = html`<p>What would remain:</p>
<ul>${remaining.map(({ object, rule, message }) => html`<li>${code(objectName(object))} (${visible(rule)}): ${prose(message)}</li>`)}</ul>
`
  return html`<div class="scroll"><table>
<tr><th scope="col">Held</th><th scope="col">Promise</th><th scope="col">Took</th></tr>
${rows}</table></div>
${remaining.length === 0 ? null : left}`
}

function execution(plan: Plan): Html {
  const { commands, rollbackSql, migrationSql } = plan
  const patch = planPatch(plan)
  return html`${
    commands.length === 0
      ? null
      : html`<h3 class="phase">How to carry it out</h3>
${
  plan.files.length === 0
    ? null
    : html`<p>Once what ${code('prisma-schema-drift fix')} writes is reviewed and committed:</p>
`
}${lines(commands.flatMap((command) => visibleLines(command)))}`
  }${folded('The way back', rollbackSql)}${folded('The new migrations', migrationSql)}${
    patch === ''
      ? null
      : html`<details>
<summary>The patch, for ${code('git apply')}</summary>
${diff(visibleLines(patch.trimEnd()))}</details>
`
  }`
}

function folded(title: string, text: string): Html | null {
  return text === ''
    ? null
    : html`<details>
<summary>${title}</summary>
${lines(visibleLines(text.trim()))}</details>
`
}
