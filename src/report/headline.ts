import { noHistory } from '../model/catalog.ts'
import type { Report } from '../model/report.ts'
import type { RenderOptions } from './options.ts'
import { type Section, type Topic, topicCounts } from './outline.ts'
import { bySeverity, countFindings, counting, countsPhrase, plural } from './summary.ts'

export type Tone = 'error' | 'warning' | 'success' | 'failure'

export interface Headline {
  readonly tone: Tone
  readonly title: string
  /** What stands under it, in the notation of messages. */
  readonly lead: string
}

/**
 * The verdict in one line, and which line is out.
 * @param sections the report's outline
 * @param resolved there was drift when the report was last made
 */
export function headline(
  report: Report,
  sections: readonly Section[],
  { failOnIntroduced }: Pick<RenderOptions, 'failOnIntroduced'> = {},
  resolved = false,
): Headline {
  const { infos, findings } = countFindings(report)
  if (report.status === 'failed') {
    const lead = 'There is no verdict: the check could not be done, and an earlier verdict no longer stands.'
    return { tone: 'failure', title: 'Schema drift could not be checked', lead }
  }
  if (report.status === 'clean') {
    const title = cleanTitle(resolved, report)
    const agreement = findings === 0 ? 'agree' : `agree in all that matters (${plural(infos, 'info')} below)`
    const rest = report.ignored.length === 0 ? '' : ', but for what is ignored'
    const lines = report.gaps.some(({ kind }) => kind === noHistory)
      ? 'Without a migration history: production and schema.prisma'
      : 'Production, migration history and schema.prisma'
    return {
      tone: 'success',
      title,
      lead: `${lines} ${agreement}${rest}.`,
    }
  }
  return {
    tone: bySeverity(counting(report.findings, failOnIntroduced)).error > 0 ? 'error' : 'warning',
    title: `Schema drift: ${howMuch(report)}`,
    lead: [...outOfLine(sections), ...introducedWords(report)].join(' '),
  }
}

/** What was ignored meanwhile is not resolved. */
function cleanTitle(resolved: boolean, { ignored }: Report): string {
  const accepted = ignored.length > 0
  if (resolved) return accepted ? 'Schema drift is resolved or accepted' : 'Schema drift is resolved'
  return accepted ? 'No schema drift but what is ignored' : 'No schema drift'
}

const lineNames: Partial<Readonly<Record<Topic, string>>> = {
  production: 'production',
  history: 'the migration history',
  schema: 'schema.prisma',
}

/** `schema.prisma is out of line in 21 findings, production in 4. All three lines disagree in 1 finding.` */
function outOfLine(sections: readonly Section[]): string[] {
  const counted = topicCounts(sections).map(({ topic, counts }) => ({
    topic,
    count: counts.error + counts.warning + counts.info,
  }))
  const known = counted.flatMap(({ topic, count }) => {
    const line = lineNames[topic]
    return line === undefined ? [] : [{ line, count }]
  })
  const clauses = known.map(({ line, count }, index) =>
    index === 0 ? `${line} is out of line in ${plural(count, 'finding')}` : `${line} in ${count}`,
  )
  const others = counted.flatMap(({ topic, count }) => otherWords(topic, plural(count, 'finding')))
  return [...(clauses.length === 0 ? [] : [`${capital(clauses.join(', '))}.`]), ...others]
}

function otherWords(topic: Topic, findings: string): string[] {
  if (topic === 'migrations') return [`The migrations do not fit production: ${findings}.`]
  if (topic === 'several') return [`All three lines disagree in ${findings}.`]
  return topic === 'unknown' ? [`Two lines disagree in ${findings}, and no third tells which is out.`] : []
}

/** With a capital first letter, unless it is a file's name. */
function capital(sentence: string): string {
  return sentence.startsWith('schema.prisma')
    ? sentence
    : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}

/** `1 error introduced, 27 findings there before` */
function howMuch(report: Report): string {
  const all = countsPhrase(bySeverity(report.findings))
  const fresh = report.findings.filter(({ introduced }) => introduced !== false)
  if (fresh.length === report.findings.length) return all
  if (fresh.length === 0) return `nothing introduced, ${all} there before`
  const before = plural(report.findings.length - fresh.length, 'finding')
  return `${countsPhrase(bySeverity(fresh))} introduced, ${before} there before`
}

function introducedWords(report: Report): string[] {
  const { introduced, findings } = countFindings(report)
  if (introduced === null)
    return report.gaps.flatMap(({ kind, message }) => (kind === 'base' ? [message] : []))
  if (introduced === 0) return ['All of it was there before this change.']
  if (introduced === findings) return ['This change introduces all of it.']
  return [`This change introduces ${introduced} of the ${findings}.`]
}
