import type { BlockContent, PhrasingContent, RootContent } from 'mdast'
import type { Finding } from '../model/finding.ts'
import type { Report, ReportFailure } from '../model/report.ts'
import { disagreement, engineFacts, notCompared, provenance, timingFacts } from './facts.ts'
import { headline, type Tone } from './headline.ts'
import { locationName, locationUrl } from './links.ts'
import { type Limit, markerFor, memoryLine, type PreviousFindings, sizeOf } from './markdown/comment.ts'
import { infoSection, topicSection } from './markdown/findings.ts'
import { ignoredSection, upkeepSection } from './markdown/ignored.ts'
import {
  code,
  details,
  heading,
  join,
  link,
  list,
  paragraph,
  prose,
  render,
  small,
  strong,
  table,
  words,
} from './markdown/nodes.ts'
import { type PlanDetail, planDetails, planSection } from './markdown/plan.ts'
import type { RenderOptions } from './options.ts'
import { bySince, outline, type Section, topicCounts } from './outline.ts'
import { planOutline, planToTell } from './plan/outline.ts'
import { bySeverity, countsPhrase, gate, introducedFirst, plural } from './summary.ts'
import { severityIcons, sinceWords, topicWords } from './words.ts'

/**
 * The report as GitHub's markdown: with a `commentKey` the pull request's comment, else the job summary. Where it is
 * too long for the limit the plan is shortened first. If that is not enough, the limit is filled with whole findings,
 * those that the change introduced first, then the gravest, to a hundredth of its size, and the report says how many
 * more there are.
 */
export function markdown(report: Report, options: RenderOptions = {}): string {
  const { limit } = options
  const all = report.findings.length
  if (limit === undefined) return build(report, { shown: all, detail: 'whole' }, options)
  for (const detail of planToTell(report) === null ? planDetails.slice(-1) : planDetails) {
    const whole = build(report, { shown: all, detail }, options)
    if (sizeOf(whole, limit.unit) <= limit.size) return whole
  }
  return fitting(report, limit, options)
}

/** The report with as many findings as fit, and of the plan what it comes to. */
function fitting(report: Report, limit: Limit, options: RenderOptions): string {
  const all = report.findings.length
  const cutTo = (shown: number) => build(report, { shown, detail: 'lead' }, options)
  let longest = cutTo(0)
  let [fits, size, tooMany] = [0, sizeOf(longest, limit.unit), all + 1]
  let each = usualSize
  while (tooMany - fits > 1 && (fits === 0 || limit.size - size > limit.size / 100)) {
    const guess = fits + Math.floor((limit.size - size) / each)
    const shown = Math.max(fits + 1, Math.min(guess, tooMany - 1))
    const longer = cutTo(shown)
    const longerSize = sizeOf(longer, limit.unit)
    each = Math.max(1, (longerSize - size) / (shown - fits))
    if (longerSize <= limit.size) [longest, fits, size] = [longer, shown, longerSize]
    else tooMany = shown
  }
  return longest
}

/** How much a finding takes, at first sight. */
const usualSize = 500

interface Extent {
  /** How many findings, from the first. */
  readonly shown: number
  /** How much of the plan. */
  readonly detail: PlanDetail
}

function build(report: Report, { shown, detail }: Extent, options: RenderOptions): string {
  const { commentKey, previous = null } = options
  const { sections, infos } = outline(report, shown)
  const plan = planToTell(report)
  const body = render([
    ...opening(report, options),
    ...(report.failure === null ? [] : failure(report.failure, options)),
    ...bySince(sections).flatMap((part) => partOf(part, options)),
    ...infoSection(infos, options),
    ...cut(introducedFirst(report.findings).slice(shown), options),
    ...(plan === null ? [] : planSection(plan, detail, options)),
    ...upkeepSection(report),
    ...ignoredSection(report),
    ...witness(report),
    ...gaps(report),
    ...footer(report, options),
  ])
  return commentKey === undefined
    ? body
    : [markerFor(commentKey), body, memoryLine(report, previous), ''].join('\n')
}

const icons: Readonly<Record<Tone, string>> = { error: '❌', warning: '⚠️', success: '✅', failure: '⛔' }

/** What a reader must see first: is it drift, how bad, which line is out, what happened. */
function opening(report: Report, options: RenderOptions): RootContent[] {
  const plan = planToTell(report)
  const { sections } = outline(report)
  const previous = report.status === 'clean' ? (options.previous ?? null) : null
  const { tone, title, lead } = headline(report, sections, options, previous !== null)
  return [
    heading(2, words(`${icons[tone]} ${title}`)),
    paragraph(strong(...prose(lead)), ...gateWords(report, options)),
    ...(plan === null ? [] : [paragraph(words('🧭 '), ...prose(planOutline(plan).brief))]),
    ...(previous === null ? [] : [paragraph(...resolvedWords(previous, report))]),
    ...(sections.length === 0 ? [] : [overview(sections)]),
  ]
}

function resolvedWords({ total, first }: PreviousFindings, { ignored }: Report): PhrasingContent[] {
  const names = first.map(([rule, object]) => [code(object), words(' ('), ...prose(rule), words(')')])
  const more = total > first.length ? [words(` and ${total - first.length} more`)] : []
  const how = ignored.length === 0 ? 'resolved' : 'resolved or accepted'
  return [words(`${plural(total, 'finding')} ${how}: `), ...join(', ', names), ...more, words('.')]
}

function gateWords(report: Report, { failOn, failOnIntroduced }: RenderOptions): PhrasingContent[] {
  if (failOn === undefined || report.status === 'failed' || report.findings.length === 0) return []
  const { exitCode } = gate(report, failOn, failOnIntroduced)
  const outcome = exitCode === 0 ? 'The check passes' : 'The check fails'
  const only = failOnIntroduced ? [words(', '), code('fail-on-introduced')] : []
  return [words(` ${outcome} (`), code(`fail-on: ${failOn}`), ...only, words(').')]
}

/** What was introduced, or was there before, with a heading where there is both; what does not count is closed. */
function partOf(
  { since, counts, sections }: ReturnType<typeof bySince>[number],
  options: RenderOptions,
): BlockContent[] {
  if (since === null) return sections.flatMap((section) => topicSection(section, options))
  const title = `${sinceWords[since]} · ${countsPhrase(counts)}`
  const content = sections.flatMap((section) => topicSection(section, options, 4))
  return since === 'before' && options.failOnIntroduced
    ? details(title, ...content)
    : [heading(3, words(title)), ...content]
}

function overview(sections: readonly Section[]): RootContent {
  const isMixed = sections.some(({ since }) => since !== null)
  const head = [
    'Line that is out',
    ...(isMixed ? ['new'] : []),
    `${severityIcons.error} errors`,
    `${severityIcons.warning} warnings`,
    'What happened',
  ]
  const rows = topicCounts(sections).map(({ topic, counts, introduced }) => [
    [strong(words(topicWords[topic].line))],
    ...[...(isMixed ? [introduced] : []), counts.error, counts.warning].map((count) =>
      count === 0 ? [] : [words(String(count))],
    ),
    prose(topicWords[topic].meaning),
  ])
  return table(
    [null, ...(isMixed ? ['right' as const] : []), 'right', 'right', null],
    [head.map((title) => [words(title)]), ...rows],
  )
}

function failure(
  { stage, code: name, message, location, next }: ReportFailure,
  options: RenderOptions,
): RootContent[] {
  const place =
    location === null
      ? []
      : [words(' at '), ...link(locationUrl(location, options), code(locationName(location)))]
  const steps = next.map((step) => [paragraph(...prose(step))])
  return [
    paragraph(
      words('It stopped in the stage '),
      strong(words(stage)),
      words(' ('),
      code(name),
      words(')'),
      ...place,
      words(':'),
    ),
    { type: 'blockquote', children: [paragraph(...prose(message))] },
    ...(steps.length === 0 ? [] : [heading(3, words('What to do')), list(steps, true)]),
  ]
}

function cut(left: readonly Finding[], { summaryUrl, commentKey }: RenderOptions): RootContent[] {
  if (left.length === 0) return []
  const place = commentKey === undefined ? 'the JSON report' : 'the job summary'
  return [
    paragraph(
      strong(words(plural(left.length, 'more finding'))),
      words(` (${countsPhrase(bySeverity(left))}) did not fit: see `),
      ...link(summaryUrl ?? null, words(place)),
      words('.'),
    ),
  ]
}

function witness(report: Report): RootContent[] {
  const [facts, dissent] = [engineFacts(report), disagreement(report)]
  return [
    ...(facts.length === 0
      ? []
      : [
          paragraph(
            words('Prisma itself: '),
            ...join(
              ' · ',
              facts.map((fact) => prose(fact)),
            ),
          ),
        ]),
    ...(dissent === null ? [] : [paragraph(words('⚠️ '), ...prose(dissent))]),
  ]
}

const mostGaps = 30

function gaps(report: Report): RootContent[] {
  const all = notCompared(report)
  if (all.length === 0) return []
  const items = all
    .slice(0, mostGaps)
    .map(({ kind, count, message }) => [
      paragraph(...prose(`${count} × ${kind}: `, 100), ...prose(message, 300)),
    ])
  const more = all.length > mostGaps ? [[paragraph(words(plural(all.length - mostGaps, 'more kind')))]] : []
  const count = all.reduce((sum, gap) => sum + gap.count, 0)
  return details(`Seen, not compared: ${plural(count, 'object')}`, list([...items, ...more]))
}

function footer(report: Report, { commentKey, version }: RenderOptions): RootContent[] {
  const timings = commentKey === undefined ? timingFacts(report.timings) : ''
  const tool = `prisma-schema-drift${version === undefined ? '' : ` ${version}`}`
  const facts = [tool, ...provenance(report), timings].filter((fact) => fact !== '')
  return [
    paragraph(
      ...small(
        ...join(
          ' · ',
          facts.map((fact) => prose(fact)),
        ),
      ),
    ),
  ]
}
