import { objectKey } from '../../model/object.ts'
import type { SchemaChange } from '../../model/plan.ts'
import type { SchemaFile } from '../../model/project.ts'
import { fieldsOf } from '../psl/query.ts'
import { alignEnum } from './align-enum.ts'
import { alignField } from './align-field.ts'
import { alignKey } from './keys.ts'
import { namingOf } from './naming.ts'
import { addBlock, nameBlocks } from './new-block.ts'
import { addField } from './new-field.ts'
import { fieldOfColumn, type Outline, type OutlineBlock, outlineOf } from './outline.ts'
import { addRelation, alignRelation } from './relations.ts'
import { applyTextEdits, type TextEdit } from './text-edits.ts'

export interface EditRequest {
  readonly files: readonly SchemaFile[]
  /** What `prisma db pull` writes over these files from the database that the schema is to describe. */
  readonly pulled: readonly SchemaFile[]
  readonly changes: readonly SchemaChange[]
  /** Where names live that have no `@@schema`. */
  readonly schema: string
}

/**
 * Makes the schema say of some objects what the pulled schema says of them, and leaves everything else as it is
 * written: names, comments, order, spacing, the other attributes of the same line.
 * @returns the files, of which some are changed; run `formatEdited` on them
 */
export function editSchema({ files, pulled, changes: asked, schema }: EditRequest): readonly SchemaFile[] {
  const changes = perObject(asked)
  const own = outlineOf(files, schema)
  const theirs = outlineOf(pulled, schema)
  const naming = namingOf(own)
  const isModel = modelNames(own, theirs)
  const added = changes.flatMap((change) => addedBlock(change, own, theirs) ?? [])
  const names = nameBlocks(added, new Set(own.blocks.map(({ block }) => block.name.text)), naming)
  const home = lastFile(files, own)
  const edits = changes.flatMap((change): readonly TextEdit[] => alignMember(change))
  const blocks = home ? added.map((block) => addBlock(block, home, names, naming)) : []
  const opposites = added.flatMap((block) => oppositesOf(block, own, theirs, names))
  const all = [...edits, ...opposites]
  return files.map((file) => {
    const content = applyTextEdits(
      file.content,
      all.filter((edit) => edit.file === file.path),
    )
    const new_ = blocks.filter((edit) => edit.file === file.path).map(({ text }) => text)
    return {
      ...file,
      content: new_.length === 0 ? content : content.trimEnd() + new_.join('').trimEnd() + '\n',
    }
  })

  function alignMember({ object, facets, columns }: SchemaChange): readonly TextEdit[] {
    if (object.kind === 'enum') {
      const [block, pulledBlock] = [
        own.enum(object.schema, object.name),
        theirs.enum(object.schema, object.name),
      ]
      return block && pulledBlock ? alignEnum(block, pulledBlock) : []
    }
    if (!('table' in object)) return []
    const model = own.model(object.schema, object.table)
    const pulledModel = theirs.model(object.schema, object.table)
    if (!model || !pulledModel) return []
    if (object.kind === 'foreign-key') return alignRelation(own, theirs, model, pulledModel, columns)
    if (object.kind !== 'column') return alignKey(model, pulledModel, object, columns)
    const field = fieldOfColumn(model, object.name)
    const pulledField = fieldOfColumn(pulledModel, object.name)
    if (!pulledField) return []
    const to = { model: pulledModel, field: pulledField }
    return field
      ? alignField({ model, field }, to, facets)
      : [addField(model, to, naming, isModel, own.blocks)]
  }
}

/** One change an object, with all facets that are asked for. */
function perObject(changes: readonly SchemaChange[]): readonly SchemaChange[] {
  const merged = new Map<string, SchemaChange>()
  for (const change of changes) {
    const key = objectKey(change.object)
    const known = merged.get(key)
    merged.set(key, known ? { ...known, facets: [...known.facets, ...change.facets] } : change)
  }
  return [...merged.values()]
}

function modelNames(...outlines: readonly Outline[]): (type: string) => boolean {
  const models = outlines.flatMap(({ blocks }) => blocks.filter(({ block }) => block.keyword.text !== 'enum'))
  const names = new Set(models.map(({ block }) => block.name.text))
  return (type) => names.has(type)
}

function addedBlock({ object }: SchemaChange, own: Outline, pulled: Outline): OutlineBlock | null {
  if (object.kind === 'table')
    return own.model(object.schema, object.name) ? null : pulled.model(object.schema, object.name)
  if (object.kind === 'enum')
    return own.enum(object.schema, object.name) ? null : pulled.enum(object.schema, object.name)
  return null
}

/** The last file that holds a model. */
function lastFile(files: readonly SchemaFile[], { blocks }: Outline): SchemaFile | null {
  const models = blocks.filter(({ block }) => block.keyword.text === 'model')
  return files.find(({ path }) => path === models.at(-1)?.file) ?? files[0] ?? null
}

/** The fields by which models that were there refer to a new one. */
function oppositesOf(
  added: OutlineBlock,
  own: Outline,
  pulled: Outline,
  names: ReadonlyMap<string, string>,
): readonly TextEdit[] {
  return pulled.blocks.flatMap((block) => {
    const home = own.model(block.schema, block.object)
    if (!home || block === added) return []
    return fieldsOf(block.block)
      .filter(({ type }) => type?.name === added.block.name.text)
      .map((field) => {
        const edit = addRelation(home, block, field)
        const name = names.get(added.block.name.text) ?? added.block.name.text
        const offset = edit.text.lastIndexOf(block.text.slice(field.start, field.end))
        const typeAt = offset + (field.type?.start ?? 0) - field.start
        const length = added.block.name.text.length
        return { ...edit, text: edit.text.slice(0, typeAt) + name + edit.text.slice(typeAt + length) }
      })
  })
}
