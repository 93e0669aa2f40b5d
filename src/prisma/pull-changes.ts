import { compareText } from '../model/object.ts'
import type { PrismaProject } from '../model/project.ts'
import type { Connection } from '../postgres/server.ts'
import type { Pull, PulledFile } from './engine.ts'
import { defaultSchema, schemaFilter } from './external.ts'
import { type Block, readBlocks } from './psl-blocks.ts'

/**
 * Pulls from a database, and from one that the schema alone made where that could explain what changes.
 * @param pullFrom what `prisma db pull` writes from a database
 */
export async function readPull(
  project: PrismaProject,
  pullFrom: (database: Connection) => Promise<readonly PulledFile[]>,
  database: Connection,
  schemaLine?: Connection,
): Promise<Pull> {
  const files = await pullFrom(database)
  const named = pullChanges(project, files, null)
  const changed =
    named.length > 0 && schemaLine ? pullChanges(project, files, await pullFrom(schemaLine)) : named
  return { changes: changed.length > 0, changed, files }
}

/**
 * Of which tables, views and enums does what `prisma db pull` wrote say something else than the schema does? Comments, spacing, order and the
 * datasource and generator blocks don't count, nor do external tables and Prisma's own.
 * @param rewritten what `db pull` writes from a database made of this very schema. Prisma rewrites some schemas
 * even then (defaults of attributes go, some many-to-many tables become models): what it rewrites the same way
 * from both databases is no change.
 * @returns as `schema.name`, or `name` where no `@@schema` is said: the database's names; sorted
 */
export function pullChanges(
  project: PrismaProject,
  pulled: readonly PulledFile[],
  rewritten: readonly PulledFile[] | null,
): readonly string[] {
  const own = comparedBlocks(project)
  const written = own(project.files)
  const after = own(pulled)
  const reference = rewritten ? own(rewritten) : written
  const unchanged = (name: string) => {
    const expected = [written.get(name)]
    // A view is not made from the schema, so a database made from it does not have it.
    if (written.get(name)?.keyword !== 'view') expected.push(reference.get(name))
    return expected.some((block) => sameBlock(block, after.get(name)))
  }
  const names = [...new Set([...written.keys(), ...after.keys()])].filter((name) => !unchanged(name))
  const known = names.flatMap((name) => written.get(name) ?? after.get(name) ?? [])
  const told = known.map(({ schema, databaseName: name }) => (schema === null ? name : `${schema}.${name}`))
  return [...new Set(told)].sort(compareText)
}

function sameBlock(a: Block | undefined, b: Block | undefined): boolean {
  if (!a || !b) return a === b
  return a.keyword === b.keyword && a.lines.join('\n') === b.lines.join('\n')
}

function comparedBlocks(
  project: PrismaProject,
): (files: readonly PulledFile[]) => ReadonlyMap<string, Block> {
  const { externalTables, externalEnums } = schemaFilter(project)
  const external = new Set([...externalTables, ...externalEnums])
  const compared = ({ schema, databaseName }: Block) =>
    databaseName !== '_prisma_migrations' && !external.has(`${schema ?? defaultSchema}.${databaseName}`)
  return (files) => new Map([...readBlocks(files)].filter(([, block]) => compared(block)))
}
