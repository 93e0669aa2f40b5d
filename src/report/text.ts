import type { Finding, Severity } from '../model/finding.ts'
import { objectName } from '../model/object.ts'
import type { Report, ReportFailure } from '../model/report.ts'
import { longDifferences } from './differences.ts'
import { disagreement, engineFacts, notCompared, provenance, timingFacts } from './facts.ts'
import { type Group, groupName, groupsOf, listed, partGroups } from './groups.ts'
import { headline, type Tone } from './headline.ts'
import { baselineUpkeep, ignoredGroups, ignoredPhrase, type NamedFinding } from './ignored.ts'
import { locationName } from './links.ts'
import type { RenderOptions } from './options.ts'
import { bySince, type Entry, outline, type Section } from './outline.ts'
import { planToTell } from './plan/outline.ts'
import { clip, quoted, visible } from './prose.ts'
import { sqlLines } from './sql.ts'
import { bySeverity, countsPhrase, gate, plural } from './summary.ts'
import { columnLines, type Page, pageOf, spread, wrap } from './terminal.ts'
import { planBlocks } from './text/plan.ts'
import { sectionWords, sinceWords } from './words.ts'

/**
 * The report for a terminal: with colours where `color` is set, wrapped where `width` is. Ends with one line that
 * says what the exit code will be.
 */
export function text(report: Report, options: RenderOptions = {}): string {
  const page = pageOf(options)
  const { sections, infos } = outline(report)
  const { title, lead, tone } = headline(report, sections, options)
  const plan = planToTell(report)
  const blocks = [
    [page.tone(tone, `${marks[tone]} ${title}`), ...wrap(lead, 2, page)],
    ...(report.failure === null ? [] : [failure(report.failure, page)]),
    ...bySince(sections).flatMap(({ since, counts, sections: own }) => [
      ...(since === null ? [] : [[page.bold(`── ${sinceWords[since]}: ${countsPhrase(counts)} ──`)]]),
      ...own.flatMap((section) => sectionBlocks(section, page)),
    ]),
    ...(infos.length === 0
      ? []
      : [[page.bold('For information'), ...groupsOf(infos).flatMap((group) => groupLines(group, page))]]),
    ...(plan === null ? [] : planBlocks(plan, page)),
    ...upkeepBlocks(report, page),
    ...ignoredBlocks(report, page),
    facts(report, page),
    [lastLine(report, options, page)],
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const marks: Readonly<Record<Tone, string>> = { error: '✗', warning: '!', success: '✓', failure: '✗' }
const severityMarks: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', info: '·' }

function sectionBlocks(section: Section, page: Page): string[][] {
  const { entries, counts } = section
  const { title, next } = sectionWords(section)
  const head = [page.bold(`${title}: ${countsPhrase(counts)}`), ...wrap(next, 2, page)]
  return [head, ...groupsOf(entries).map((group) => groupLines(group, page))]
}

/** One finding, or many that say the same: how many, what the lines say, what breaks, and all of them by name. */
function groupLines(group: Group, page: Page): string[] {
  const { first, entries, cells } = group
  if (entries.length === 1) return entryLines(first, page)
  const { severity, message, consequence } = first.finding
  const told = cells === null || severity === 'info'
  const example = [...(told ? [message] : []), consequence].filter((sentence) => sentence !== '').join(' ')
  const lead = example.includes('`') ? 'For example: ' : ''
  return [
    countLine(group, `${severityMarks[severity]} `, page),
    ...(told ? [] : columnLines(cells, page)),
    ...wrap(`${lead}${example}`, 6, page),
    ...listedLines(group, 6, page),
  ]
}

function countLine(group: Group, lead: string, page: Page): string {
  const { rule, severity, introduced } = group.first.finding
  const fresh = introduced === true ? page.bold(' new') : ''
  return `  ${page.severity(severity, lead)}${page.bold(groupName(group))}  ${page.dim(visible(rule))}${fresh}`
}

function listedLines(group: Group, indent: number, page: Page): string[] {
  return listed(group).flatMap(({ table, objects }) => {
    const names = objects.map(({ name, detail }) => {
      const like = detail.map(({ label, code }) =>
        [label, code === null ? '' : quoted(clip(code, 60))].join(' ').trim(),
      )
      return `${quoted(name)}${like.length === 0 ? '' : ` (${like.join(', ')})`}`
    })
    const [line = '', ...others] = wrap(
      `${table === null ? '' : `${quoted(table)}: `}${names.join(', ')}`,
      indent,
      {
        code: page.value,
        width: page.width === null ? null : page.width - 2,
      },
    )
    return [line, ...others.map((other) => `  ${other}`)]
  })
}

/** One finding: its name, rule and place, what the lines say, what breaks, and what follows from it. */
function entryLines({ finding, cells, parts }: Entry, page: Page): string[] {
  return [
    titleLine(finding, `${severityMarks[finding.severity]} `, page),
    ...(cells === null || finding.severity === 'info'
      ? wrap(finding.message, 6, page)
      : columnLines(cells, page)),
    ...wrap(finding.consequence, 6, page),
    ...longDifferences(finding).flatMap((lines) => lines.map((line) => `      ${page.diff(line)}`)),
    ...sqlLines(finding).map((line) => `      ${line}`),
    ...partGroups(parts).flatMap((group) =>
      group.entries.length === 1
        ? [
            titleLine(group.first.finding, '    ↳ ', page),
            ...(cells === null ? wrap(group.first.finding.message, 8, page) : []),
          ]
        : [countLine(group, '    ↳ ', page), ...listedLines(group, 10, page)],
    ),
  ]
}

function titleLine(finding: Finding, lead: string, page: Page): string {
  const { severity, object, rule, location, introduced } = finding
  const fresh = introduced === true ? ' new' : ''
  const name = visible(objectName(object))
  const left = `  ${lead}${name}  ${visible(rule)}${fresh}`
  const painted = `  ${page.severity(severity, lead)}${page.bold(name)}  ${page.dim(visible(rule))}${page.bold(fresh)}`
  const place = location === null ? '' : visible(locationName(location))
  return spread({ plain: left, painted }, { plain: place, painted: page.dim(place) }, page.width)
}

function failure({ stage, code, message, location, next }: ReportFailure, page: Page): string[] {
  const place = location === null ? '' : ` at ${visible(locationName(location))}`
  const steps = next.flatMap((step, index) => {
    const [first = '', ...others] = wrap(step, 5, page)
    return [`  ${index + 1}. ${first.trimStart()}`, ...others]
  })
  return [
    `  It stopped in the stage ${page.bold(stage)} (${visible(code)})${place}:`,
    ...wrap(message, 4, page),
    ...(steps.length === 0 ? [] : ['', `  ${page.bold('What to do')}`, ...steps]),
  ]
}

/** What in the baseline needs a hand. */
function upkeepBlocks(report: Report, page: Page): string[][] {
  const upkeep = baselineUpkeep(report)
  if (upkeep.length === 0) return []
  const lines = upkeep.flatMap(({ message, next, ...found }) => [
    ...wrap(`${message}: ${namesOf(found)}.`, 2, page),
    ...wrap(next, 2, page),
  ])
  return [[page.bold('The baseline needs a hand'), ...lines]]
}

/** What is kept out of the verdict. */
function ignoredBlocks(report: Report, page: Page): string[][] {
  const phrase = ignoredPhrase(report)
  if (phrase === null) return []
  const { groups, more } = ignoredGroups(report)
  const lines = groups.flatMap(({ by, ...found }) => wrap(`${visible(by)}: ${namesOf(found)}`, 2, page))
  const rest = more === 0 ? [] : [`  ${plural(more, 'more finding')}`]
  return [[page.bold(phrase), ...lines, ...rest]]
}

function namesOf({ named, more }: { named: readonly NamedFinding[]; more: number }): string {
  const each = named.map(({ object, rule }) => `${quoted(object)} (${visible(rule)})`).join(', ')
  return `${each}${more === 0 ? '' : ` and ${more} more`}`
}

function facts(report: Report, page: Page): string[] {
  const dissent = disagreement(report)
  const engine = engineFacts(report).join(', ')
  const gaps = notCompared(report)
    .map(({ kind, count }) => `${count} × ${kind}`)
    .join(', ')
  return [
    ...(engine === '' ? [] : wrap(`Prisma itself: ${engine}.`, 0, page)),
    ...(dissent === null ? [] : wrap(`! ${dissent}`, 0, page)),
    ...(gaps === '' ? [] : wrap(`Seen, not compared: ${gaps}.`, 0, page)),
    ...[provenance(report).join(' · '), timingFacts(report.timings)].flatMap((line) =>
      line === '' ? [] : wrap(line, 0, page).map(page.dim),
    ),
  ]
}

/** `✗ drift: 22 errors, 4 warnings · fails at error and above · exit 1` */
function lastLine(report: Report, options: RenderOptions, page: Page): string {
  const { failOn, failOnIntroduced, unwritten = [] } = options
  const { exitCode } = gate(report, failOn ?? 'error', failOnIntroduced)
  const code = unwritten.length === 0 ? exitCode : 2
  const found =
    report.failure === null
      ? countsPhrase(bySeverity(report.findings), 'no findings')
      : visible(report.failure.code)
  const level =
    failOn === undefined || report.failure !== null
      ? ''
      : ` · fail-on ${failOn}${failOnIntroduced ? ', introduced only' : ''}`
  const tone: Tone = code === 0 ? (report.status === 'drift' ? 'warning' : 'success') : 'error'
  const ignored = report.ignored.length === 0 ? '' : ` · ${report.ignored.length} ignored`
  const failed = unwritten.length === 0 ? '' : ` · not written: ${unwritten.map(visible).join(', ')}`
  return page.tone(
    tone,
    `${marks[tone]} ${report.status}: ${found}${ignored}${level}${failed} · exit ${code}`,
  )
}
