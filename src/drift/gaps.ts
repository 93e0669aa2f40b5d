import type { Gap } from '../model/catalog.ts'
import type { Catalogs, DriftContext } from './difference.ts'
import type { Ballot } from './verdicts.ts'
import { viewTable } from './vote.ts'

/**
 * What was seen and not compared: what the database's own catalog counts, and where schema.prisma was not asked
 * though it says something.
 */
export function gapsOf(
  catalogs: Catalogs,
  context: DriftContext,
  ballots: readonly Ballot[],
): readonly Gap[] {
  const own = (catalogs.deployed ?? catalogs.production)?.gaps ?? []
  return [
    ...own,
    ...views(catalogs),
    ...foreignKeys(context, ballots),
    ...unasked(ballots, catalogs.history !== null),
  ]
}

function views({ production, history, deployed, schema }: Catalogs): readonly Gap[] {
  const declared = new Set<string>()
  for (const catalog of [production, history, deployed]) {
    for (const view of catalog?.views ?? []) {
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

/** Tables and enums of which there is but one line: schema.prisma leaves them alone, and no history tells of them. */
function unasked(ballots: readonly Ballot[], historyExists: boolean): readonly Gap[] {
  const count = ballots.filter(({ trio: { database, history }, vote }) => {
    const outside = vote === 'external' || vote === 'excluded'
    return outside && database && !history && !historyExists && isTop(database.id.kind)
  }).length
  const message = `${counted(count, 'table or enum', 'tables and enums')} outside schema.prisma had nothing to be compared with: there is no history.`
  return count === 0 ? [] : [{ kind: 'outside-schema', count, message }]
}

function isTop(kind: string): boolean {
  return kind === 'table' || kind === 'enum'
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
