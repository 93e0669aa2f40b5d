import type { NameChange, SchemaChange } from '../../model/plan.ts'
import type { SchemaFile } from '../../model/project.ts'
import { fieldsOf } from '../psl/query.ts'
import type { SchemaLibrary } from '../wasm/load.ts'
import { addedBlocks, writeBlocks } from './added-blocks.ts'
import { alignMembers } from './alignments.ts'
import { alignForeignKeys } from './foreign-keys.ts'
import { formatEdited } from './format.ts'
import { type LineEdit, lineEdits } from './line-edits.ts'
import { linesOf } from './lines.ts'
import { alignNames } from './map-names.ts'
import { nameBlocks, namingOf } from './naming.ts'
import { addSides, type NewSide, sidesOf, sidesOfPairs } from './new-relations.ts'
import { outlineOf } from './outline.ts'
import { alignPreviews } from './preview.ts'
import { manyToMany, relationsOf } from './relation-pairs.ts'
import { perObject, type Session } from './session.ts'
import { applyTextEdits, type ReasonedEdit, settleEdits } from './text-edits.ts'
import { wordsOf } from './words.ts'

export interface EditRequest {
  readonly files: readonly SchemaFile[]
  /**
   * What `prisma db pull` writes from the database that the schema is to describe, over these files with the names
   * that `mapNames` gives them.
   */
  readonly pulled: readonly SchemaFile[]
  readonly changes: readonly SchemaChange[]
  readonly names?: readonly NameChange[]
  /** Where names live that have no `@@schema`. */
  readonly schema: string
  /** Of the Prisma version for which the files are written. */
  readonly library: Pick<SchemaLibrary, 'format'>
}

export interface EditedSchema {
  /** All files, also those that are new. */
  readonly files: readonly SchemaFile[]
  /** What changes, by file and line, each with the changes that are the reason for it. */
  readonly edits: readonly LineEdit[]
}

/**
 * Makes the schema say of some objects what the pulled schema says of them, and leaves everything else as it is
 * written: names, comments, order, spacing, line ends, the other attributes of the same line.
 */
export function editSchema(request: EditRequest): EditedSchema {
  const { files, library } = request
  const session = openSession(request)
  const keys = alignForeignKeys(session)
  const sides = newSides(session, keys.added)
  const blocks = writeBlocks(session, sides)
  const asked = [
    ...alignNames(session, request.names ?? []),
    ...alignMembers(session),
    ...keys.edits,
    ...addSides(sides, session.own),
    ...blocks.edits,
  ]
  const edits = [...asked, ...alignPreviews(session.own, session.pulled, asked)]
  const settled = new Map(
    files.map(({ path }) => [path, settleEdits(edits.filter(({ file }) => file === path))]),
  )
  const edited = files.map(({ path, content }) => ({
    path,
    content: applyTextEdits(content, settled.get(path) ?? []),
  }))
  const after = formatEdited(files, [...edited, ...blocks.files], library)
  return { files: after, edits: after.flatMap((file) => editsOfFile(file, request, settled, blocks.files)) }
}

function openSession({ files, pulled, changes, names = [], schema }: EditRequest): Session {
  const own = outlineOf(files, schema, names)
  const theirs = outlineOf(pulled, schema)
  const asked = perObject(changes)
  const added = addedBlocks(own, theirs, asked)
  const naming = namingOf(own)
  return {
    files,
    own,
    pulled: theirs,
    ownRelations: relationsOf(own),
    pulledRelations: relationsOf(theirs),
    asked,
    added,
    naming,
    words: wordsOf(own, theirs, naming, nameBlocks([...added.keys()], own, naming)),
  }
}

/** Both sides of the relations that are to be written anew. */
function newSides(session: Session, added: Parameters<typeof sidesOf>[0]): readonly NewSide[] {
  const { own, pulled, asked, words } = session
  const taken = new Set([
    ...own.blocks.flatMap(({ block }) =>
      fieldsOf(block).map(({ name }) => `${block.name.text}.${name.text}`),
    ),
    ...pulled.blocks.flatMap((model) =>
      [...model.columnOf.keys()].map(
        (name) => `${words.block(model.block.name.text)}.${words.member(model, name)}`,
      ),
    ),
  ])
  const isFree = (model: string, name: string) => !taken.has(`${model}.${name}`)
  const known = new Set(manyToMany(own).map(({ schema, table }) => `${schema}.${table}`))
  const wanted = manyToMany(pulled).filter(({ schema, table }) => !known.has(`${schema}.${table}`))
  const pairs = [...asked.values()].flatMap(({ object, removed, reasons }) => {
    if (object.kind !== 'table' || removed) return []
    const found = wanted.find(({ schema, table }) => schema === object.schema && table === object.name)
    return found ? sidesOfPairs(found, session, reasons, isFree) : []
  })
  return [...sidesOf(added, session, isFree), ...pairs]
}

function editsOfFile(
  { path, content }: SchemaFile,
  { files }: EditRequest,
  settled: ReadonlyMap<string, readonly ReasonedEdit[]>,
  created: ReturnType<typeof writeBlocks>['files'],
): readonly LineEdit[] {
  const before = files.find((file) => file.path === path)
  if (before) {
    const edits = settled.get(path) ?? []
    return edits.length === 0 ? [] : lineEdits(path, before.content, edits, content)
  }
  const reasons = created.find((file) => file.path === path)?.reasons ?? []
  return [{ file: path, line: 1, remove: 0, insert: linesOf(content).join(''), reasons }]
}
