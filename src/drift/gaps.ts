import { type Gap, noHistory } from '../model/catalog.ts'
import type { ObjectId } from '../model/object.ts'
import type { Catalogs, DriftContext } from './difference.ts'
import type { Ballot } from './verdicts.ts'
import { viewsOf, viewTable } from './views.ts'

/**
 * What was seen and not compared: what the database's own catalog counts, and where schema.prisma was not asked
 * though it says something.
 */
export function gapsOf(
  catalogs: Catalogs,
  context: DriftContext,
  ballots: readonly Ballot[],
): readonly Gap[] {
  return [
    ...uncompared(catalogs),
    ...views(catalogs),
    ...foreignKeys(context, ballots),
    ...withoutHistory(catalogs),
    ...unasked(ballots, catalogs.history !== null),
  ]
}

/** What the readers counted in production, with what the migrations make of it where that is another number. */
function uncompared({ production, applied, history, deployed }: Catalogs): readonly Gap[] {
  const [database, made] = deployed ? [deployed, history] : [production, applied]
  const own = database?.gaps ?? []
  if (!made) return own
  const here = new Set(own.map(({ kind }) => kind))
  const there = new Map(made.gaps.map((gap) => [gap.kind, gap]))
  const found = own.map((gap) => {
    const { count } = there.get(gap.kind) ?? { count: 0 }
    return count === gap.count
      ? gap
      : { ...gap, message: also(gap, `the migrations make ${count || 'none'}`) }
  })
  const onlyMade = made.gaps.filter(({ kind }) => !here.has(kind))
  return [
    ...found,
    ...onlyMade.map((gap) => ({ ...gap, message: also(gap, 'only the migrations make them') })),
  ]
}

function also({ message }: Gap, more: string): string {
  return `${message.replace(/\.$/, '')}; ${more}.`
}

function views({ production, history, deployed, schema }: Catalogs): readonly Gap[] {
  const declared = new Set<string>()
  for (const catalog of [production, history, deployed]) {
    for (const view of viewsOf(catalog)) {
      const table = viewTable(view)
      if (schema?.objects.has(table)) declared.add(table)
    }
  }
  const { size } = declared
  const message = `${counted(size, 'view is', 'views are')} declared as a model: its columns and keys were not compared with schema.prisma.`
  return size === 0 ? [] : [{ kind: 'view-as-model', count: size, message }]
}

function foreignKeys({ project }: DriftContext, ballots: readonly Ballot[]): readonly Gap[] {
  if (project.relationMode !== 'prisma') return []
  const count = ballots.filter(({ aligned, trio }) => {
    const object = trio.database ?? aligned.lines.production
    return object?.id.kind === 'foreign-key'
  }).length
  const message = `${counted(count, 'foreign key was', 'foreign keys were')} not compared with schema.prisma, which has relationMode = "prisma".`
  return count === 0 ? [] : [{ kind: 'relation-mode', count, message }]
}

function withoutHistory({ history }: Catalogs): readonly Gap[] {
  const message =
    'There is no migration history: production was held against schema.prisma alone, and what only migrations can say was held against nothing.'
  return history === null ? [{ kind: noHistory, count: 1, message }] : []
}

/** What there is but one line of: schema.prisma leaves it alone, and no history tells of it. What is on tables goes with them. */
function unasked(ballots: readonly Ballot[], historyExists: boolean): readonly Gap[] {
  const count = ballots.filter(({ trio: { database, history }, vote }) => {
    const outside = vote === 'external' || vote === 'excluded'
    return outside && database && !history && !historyExists && isTop(database.id)
  }).length
  const message = `${counted(count, 'object', 'objects')} outside schema.prisma had nothing to be compared with: there is no history.`
  return count === 0 ? [] : [{ kind: 'outside-schema', count, message }]
}

function isTop(id: ObjectId): boolean {
  return 'schema' in id && !('table' in id)
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
