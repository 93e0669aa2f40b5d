import { objectKey } from '../../model/object.ts'
import type { SchemaChange } from '../../model/plan.ts'
import type { SchemaFile } from '../../model/project.ts'
import type { Naming } from './naming.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import type { Relation } from './relation-pairs.ts'
import type { Reason } from './text-edits.ts'
import { twin, type Words } from './words.ts'

/** All that is asked of one object. */
export interface Asked extends SchemaChange {
  readonly reasons: readonly Reason[]
}

/** What every part of an edit looks things up in. */
export interface Session {
  readonly files: readonly SchemaFile[]
  /** The files, with what is to be called otherwise under its new name. */
  readonly own: Outline
  readonly pulled: Outline
  readonly ownRelations: readonly Relation[]
  readonly pulledRelations: readonly Relation[]
  readonly asked: ReadonlyMap<string, Asked>
  /** The pulled blocks that the files are to get, with what asks for each. */
  readonly added: ReadonlyMap<OutlineBlock, readonly Reason[]>
  readonly naming: Naming
  readonly words: Words
}

/** One entry an object, with all facets that are asked for; by `objectKey`. */
export function perObject(changes: readonly SchemaChange[]): ReadonlyMap<string, Asked> {
  const merged = new Map<string, Asked>()
  for (const change of changes) {
    const key = objectKey(change.object)
    const known = merged.get(key)
    merged.set(key, {
      ...change,
      facets: [...(known?.facets ?? []), ...change.facets],
      removed: change.removed === true || known?.removed === true,
      reasons: [...(known?.reasons ?? []), change],
    })
  }
  return merged
}

/** Is this block of the files to go? */
export function isRemoved({ asked }: Session, { block, schema, object: name }: OutlineBlock): boolean {
  const kind = block.keyword.text === 'enum' ? 'enum' : 'table'
  return asked.get(objectKey({ kind, schema, name }))?.removed === true
}

/** Does the field for this column stay, or come? */
export function hasColumn({ own, asked }: Session, model: OutlineBlock, column: string): boolean {
  const { schema, object: table } = model
  const change = asked.get(objectKey({ kind: 'column', schema, table, name: column }))
  if (change?.removed) return false
  return change !== undefined || (own.model(schema, table)?.columns.has(column) ?? true)
}

/** The relation of the files over the same columns as a pulled one; one to the same table where there are several. */
export function ownRelation({ own, ownRelations }: Session, pulled: Relation): Relation | null {
  const model = twin(own, pulled.from.model)
  const columns = pulled.columns.join('\n')
  const alike = ownRelations.filter(
    ({ from, columns: its }) => from.model === model && its.join('\n') === columns,
  )
  return alike.find(({ target }) => target === twin(own, pulled.target)) ?? alike[0] ?? null
}

/** The pulled relation over the same columns, to the same table. */
export function pulledRelation({ pulled, pulledRelations }: Session, own: Relation): Relation | null {
  const [model, target] = [twin(pulled, own.from.model), twin(pulled, own.target)]
  const columns = own.columns.join('\n')
  return (
    pulledRelations.find(
      (each) => each.from.model === model && each.target === target && each.columns.join('\n') === columns,
    ) ?? null
  )
}
