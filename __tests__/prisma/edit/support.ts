import type { Catalog, CatalogObject } from '../../../src/model/catalog.ts'
import type { Edit, Facet, NameChange, SchemaChange } from '../../../src/model/plan.ts'
import type { PrismaProject, SchemaFile } from '../../../src/model/project.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { withClient } from '../../../src/postgres/client.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { splitStatements } from '../../../src/postgres/sql/split.ts'
import { type EditedSchema, editSchema } from '../../../src/prisma/edit/edit-schema.ts'
import { linesOf } from '../../../src/prisma/edit/lines.ts'
import { mapNames } from '../../../src/prisma/edit/map-names.ts'
import { engineMajor } from '../../../src/prisma/engine-major.ts'
import { openEngine } from '../../../src/prisma/open-engine.ts'
import { buildSchemaLine } from '../../../src/prisma/schema-line.ts'
import { loadSchemaLibrary } from '../../../src/prisma/wasm/load.ts'
import { createTestDatabase, testServer } from '../../support/database.ts'
import { project } from '../engine/support.ts'

/** What is asked of the editor. */
export interface Task {
  readonly project: PrismaProject
  /** That the files are to describe. */
  readonly database: Connection
  readonly changes: readonly SchemaChange[]
  readonly names: readonly NameChange[]
}

/** A database of these files in which statements were run by hand, and all that is other in it than they say. */
export async function drifted(
  files: readonly SchemaFile[],
  sql: string,
  {
    beyond = '',
    names = [],
    ...given
  }: Partial<PrismaProject> & Partial<Task> & { readonly beyond?: string } = {},
): Promise<Task> {
  const contents = Object.fromEntries(files.map(({ path, content }) => [path, content]))
  const own = project(contents, { workingDirectory: '/', prismaVersion: '7.10.1', ...given })
  const declared = await makeDatabase(own, beyond)
  const database = await (await testServer()).createDatabase('by-hand', declared)
  await withClient(database, async (client) => {
    for (const { text } of splitStatements(sql)) await client.query(text)
  })
  const changes = differences(await readCatalog(declared), await readCatalog(database))
  return { project: own, database, changes, names }
}

/** Edits the files as the check does: names first, then what `db pull` writes over them. */
export async function edit(task: Task): Promise<EditedSchema & { readonly again: EditedSchema }> {
  const { project, database, changes, names } = task
  const mapped = mapNames(project.files, names, 'public')
  const { files: pulled } = await (await open({ ...project, files: mapped })).pull(database)
  const library = await loadSchemaLibrary(engineMajor(project))
  const request = { pulled, changes, names, schema: 'public', library }
  const edited = editSchema({ files: project.files, ...request })
  return { ...edited, again: editSchema({ files: edited.files, ...request }) }
}

/** What Prisma says of edited files: the messages of `validate`, and whether `db pull` would change them. */
export async function judge(
  { project, database }: Task,
  files: readonly SchemaFile[],
): Promise<{ readonly invalid: readonly string[]; readonly pullChanges: boolean | null }> {
  const preview = files.some(({ content }) => /previewFeatures.*"partialIndexes"/.test(content))
  const own = { ...project, files, previewFeatures: preview ? ['partialIndexes'] : project.previewFeatures }
  const engine = await open(own)
  const validation = await engine.validate()
  if (!validation.valid)
    return { invalid: validation.diagnostics.map(({ message }) => message), pullChanges: null }
  if (!(await engine.pull(database)).changes) return { invalid: [], pullChanges: false }
  const server = await testServer()
  const script = await engine.script()
  const declared = await buildSchemaLine({ server, script, schema: 'public', template: async () => database })
  return { invalid: [], pullChanges: (await engine.pull(database, declared)).changes }
}

/** Makes edits of whole lines in the files that they are about. */
export function applied(files: readonly SchemaFile[], edits: readonly Edit[]): readonly SchemaFile[] {
  const paths = new Set([...files.map(({ path }) => path), ...edits.map(({ file }) => file)])
  return [...paths].map((path) => {
    const lines = linesOf(files.find((file) => file.path === path)?.content ?? '')
    const own = edits.filter(({ file }) => file === path)
    let next = 0
    let content = ''
    for (const { line, remove, insert } of own) {
      content += lines.slice(next, line - 1).join('') + insert
      next = line - 1 + remove
    }
    return { path, content: content + lines.slice(next).join('') }
  })
}

function open(of: PrismaProject) {
  const log = { note() {}, warn() {} }
  return openEngine({ choice: 'wasm', project: of, signal: new AbortController().signal, log })
}

async function makeDatabase(of: PrismaProject, beyond: string): Promise<Connection> {
  const engine = await open(of)
  const validation = await engine.validate()
  if (!validation.valid) throw new Error(JSON.stringify(validation.diagnostics))
  const database = await createTestDatabase()
  await withClient(database, async (client) => {
    await client.query(await engine.script())
    for (const { text } of splitStatements(beyond)) await client.query(text)
  })
  return database
}

const facetOf: Readonly<Record<string, Facet>> = {
  type: 'type',
  nullable: 'optional',
  default: 'default',
  identity: 'default',
  generated: 'default',
}

function differences(from: Catalog, to: Catalog): readonly SchemaChange[] {
  const columns = ({ attributes }: CatalogObject) =>
    Array.isArray(attributes.columns) ? attributes.columns.map(String) : []
  const come = [...to.objects].flatMap(([key, object]): readonly SchemaChange[] => {
    const was = from.objects.get(key)
    const differing = Object.keys(object.attributes).filter(
      (name) => JSON.stringify(attributeOf(object, name)) !== JSON.stringify(was && attributeOf(was, name)),
    )
    if (differing.length === 0) return []
    const facets = was ? [...new Set(differing.flatMap((name) => facetOf[name] ?? []))] : []
    return [{ object: object.id, facets, columns: columns(object) }]
  })
  const gone = [...from.objects].flatMap(([key, object]): readonly SchemaChange[] =>
    to.objects.has(key) ? [] : [{ object: object.id, facets: [], columns: columns(object), removed: true }],
  )
  return [...come, ...gone]
}

function attributeOf({ attributes, canonical }: CatalogObject, name: string) {
  return canonical[name] ?? attributes[name] ?? null
}
