import { createHash } from 'node:crypto'
import type { Report, ReportFailure } from '../model/report.ts'
import { disagreement, engineFacts, notCompared, provenance, timingFacts } from './facts.ts'
import { headline } from './headline.ts'
import { type Html, html as template } from './html/escape.ts'
import { articles, code, link, prose, topicSection } from './html/findings.ts'
import { ignoredSection, upkeepSection } from './html/ignored.ts'
import { planSection } from './html/plan.ts'
import { style } from './html/style.ts'
import { locationName, locationUrl } from './links.ts'
import type { RenderOptions } from './options.ts'
import { bySince, outline, type Section, topicCounts } from './outline.ts'
import { planOutline, planToTell } from './plan/outline.ts'
import { countsPhrase, gate, plural } from './summary.ts'
import { sinceWords, topicWords } from './words.ts'

/** Nothing but the one stylesheet in the page itself: no script, no resource from elsewhere. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`

/** The report as one self-contained page that needs no script. */
export function html(report: Report, options: RenderOptions = {}): string {
  const { sections, infos } = outline(report)
  const { tone, title, lead } = headline(report, sections, options)
  const plan = planToTell(report)
  return template`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ safe: style }}</style>
</head>
<body>
<main>
<div class="verdict ${tone}">
<h1>${title}</h1>
<p class="lead">${prose(lead)}${gateWords(report, options)}</p>
${plan === null ? null : template`<p><a href="#plan">${prose(planOutline(plan).brief)}</a></p>\n`}</div>
${report.failure === null ? null : failure(report.failure, options)}${sections.length === 0 ? null : overview(sections)}
${bySince(sections).map(
  ({ since, counts, sections: own }) =>
    template`${since === null ? null : template`<h2 class="since">${sinceWords[since]} · ${countsPhrase(counts)}</h2>\n`}${own.map((section) => topicSection(section, options))}`,
)}${
  infos.length === 0
    ? null
    : template`<section>
<h2>For information</h2>
${articles(infos, options)}</section>
`
}${plan === null ? null : planSection(plan)}${upkeepSection(report)}${ignoredSection(report)}${gaps(report)}${footer(report, options)}</main>
</body>
</html>
`.safe
}

function gateWords(report: Report, { failOn, failOnIntroduced }: RenderOptions): Html | null {
  if (failOn === undefined || report.status === 'failed' || report.findings.length === 0) return null
  const outcome = gate(report, failOn, failOnIntroduced).exitCode === 0 ? 'passes' : 'fails'
  const only = failOnIntroduced ? template`, ${code('fail-on-introduced')}` : null
  return template` The check ${outcome} (${code(`fail-on: ${failOn}`)}${only}).`
}

function failure(
  { stage, code: name, message, location, next }: ReportFailure,
  options: RenderOptions,
): Html {
  const place =
    location === null
      ? null
      : template` at ${link(locationUrl(location, options), code(locationName(location)))}`
  const steps = template`<h2>What to do</h2>
<ol>${next.map((step) => template`<li>${prose(step)}</li>`)}</ol>
`
  return template`<p>It stopped in the stage <strong>${stage}</strong> (${code(name)})${place}:</p>
<blockquote><p>${prose(message)}</p></blockquote>
${next.length === 0 ? null : steps}`
}

function overview(sections: readonly Section[]): Html {
  const isMixed = sections.some(({ since }) => since !== null)
  return template`<div class="scroll"><table>
<tr><th scope="col">Line that is out</th>${isMixed ? template`<th scope="col">New</th>` : null}<th scope="col">Errors</th><th scope="col">Warnings</th><th scope="col">What happened</th></tr>
${topicCounts(sections).map(
  ({
    topic,
    counts,
    introduced,
  }) => template`<tr><td><strong>${topicWords[topic].line}</strong></td>${isMixed ? template`<td class="count">${introduced || ''}</td>` : null}<td class="count error">${counts.error || ''}</td><td class="count warning">${counts.warning || ''}</td><td>${prose(topicWords[topic].meaning)}</td></tr>
`,
)}</table></div>`
}

function gaps(report: Report): Html | null {
  const all = notCompared(report)
  if (all.length === 0) return null
  const count = all.reduce((sum, gap) => sum + gap.count, 0)
  return template`<details>
<summary>Seen, not compared: ${plural(count, 'object')}</summary>
<ul>${all.map((gap) => template`<li>${gap.count} × ${prose(gap.kind)}: ${prose(gap.message)}</li>`)}</ul>
</details>
`
}

function footer(report: Report, { version }: RenderOptions): Html {
  const dissent = disagreement(report)
  const facts = [
    ...(report.prisma === null ? [] : [`Prisma itself: ${engineFacts(report).join(', ')}.`]),
    ...(dissent === null ? [] : [`⚠ ${dissent}`]),
    [`prisma-schema-drift${version === undefined ? '' : ` ${version}`}`, ...provenance(report)].join(' · '),
    timingFacts(report.timings),
  ]
  return template`<footer>${facts.filter((fact) => fact !== '').map((fact) => template`<p>${prose(fact)}</p>`)}</footer>
`
}
