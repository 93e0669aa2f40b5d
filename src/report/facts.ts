import type { Finding } from '../model/finding.ts'
import type { Report, Timing } from '../model/report.ts'
import { quoted } from './prose.ts'

/** What Prisma itself answered, each a phrase in the notation of messages; empty when it was not asked. */
export function engineFacts({ prisma }: Report): string[] {
  if (prisma === null) return []
  const { validate, pullChanges, diffEmpty } = prisma
  return [
    `\`prisma validate\` ${validate === 'passed' ? 'passes' : 'fails'}`,
    ...(pullChanges === null
      ? []
      : [`\`prisma db pull\` ${pullChanges ? 'would change the schema' : 'changes nothing'}`]),
    ...(diffEmpty === null ? [] : [`\`prisma migrate diff\` ${diffEmpty ? 'is empty' : 'is not empty'}`]),
  ]
}

/** What was seen and not compared, without what the headline says of the base. */
export function notCompared({ gaps }: Report): Report['gaps'] {
  return gaps.filter(({ kind }) => kind !== 'base')
}

const mostNames = 20

/** Where Prisma's own diff, the second witness, disagrees with the findings; null where it does not. */
export function disagreement({ prisma, findings }: Report): string | null {
  if (prisma === null) return null
  const { onlyEngine, diffEmpty } = prisma
  if (onlyEngine.length > 0) {
    const names = onlyEngine.slice(0, mostNames).map(quoted).join(', ')
    const more = onlyEngine.length > mostNames ? ` and ${onlyEngine.length - mostNames} more` : ''
    return `Prisma’s own diff also reports ${names}${more}, of which no finding speaks. Look at it before you trust this report there.`
  }
  const isSeen = ({ severity, object }: Finding) => severity !== 'info' && object.kind !== 'migration'
  if (diffEmpty === true && findings.some(isSeen))
    return 'Prisma’s own diff is empty: it does not see what was found here.'
  return null
}

/** How the report came about: server, dump if it was restored, engine; each a phrase in the notation of messages. */
export function provenance({ status, database, prisma }: Report): string[] {
  return [
    ...(database === null ? [] : [server(database), ...dumpWords(database, status)]),
    ...(prisma === null ? [] : [`Prisma ${prisma.version} (${prisma.engine})`]),
  ]
}

/** `restore 812 ms, compare 40 ms`; '' without timings. Stages may overlap, so there is no sum of all. */
export function timingFacts(timings: readonly Timing[]): string {
  return timings.map(({ stage, ms }) => `${stage} ${duration(ms)}`).join(', ')
}

/** `812 ms`, `1.9 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

type Database = NonNullable<Report['database']>

function server({ version, provider, reason }: Database): string {
  const why = reason.replace(/\.$/, '')
  return `PostgreSQL ${version}, ${provider}${why === '' ? '' : `: ${why}`}`
}

function dumpWords({ dump }: Database, status: Report['status']): string[] {
  if (dump === null) return status === 'failed' ? [] : ['no dump: production is empty']
  const of = dump.version === null ? '' : ` of PostgreSQL ${dump.version}`
  const hash = dump.sha256 === null ? '' : `, sha256 \`${dump.sha256.slice(0, 12)}\``
  return [`${dump.format === 'url' ? 'read from a live database' : `${dump.format} dump`}${of}${hash}`]
}
