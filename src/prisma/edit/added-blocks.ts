import type { SchemaFile } from '../../model/project.ts'
import { type Home, homeOf } from './home.ts'
import { endOfLine, lineEnd } from './lines.ts'
import { newBlock } from './new-block.ts'
import { type NewSide, sidesIn } from './new-relations.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import { isSayable } from './preview.ts'
import type { Relation } from './relation-pairs.ts'
import { type Asked, isRemoved, type Session } from './session.ts'
import { because, type Reason, type ReasonedEdit } from './text-edits.ts'
import { twin } from './words.ts'

/** A file that the schema gets. */
export interface NewFile extends SchemaFile {
  readonly reasons: readonly Reason[]
}

/**
 * The pulled blocks that the files are to get: those that are asked for, and the enums without which a field that
 * is asked for could not be said.
 */
export function addedBlocks(
  own: Outline,
  pulled: Outline,
  asked: ReadonlyMap<string, Asked>,
): ReadonlyMap<OutlineBlock, readonly Reason[]> {
  const added = new Map<OutlineBlock, readonly Reason[]>()
  const add = (block: OutlineBlock | null, reasons: readonly Reason[]) => {
    if (block && !twin(own, block) && !added.has(block)) added.set(block, reasons)
  }
  const all = [...asked.values()].filter(({ removed }) => !removed)
  for (const { object, reasons } of all) {
    if (object.kind === 'enum') add(pulled.enum(object.schema, object.name), reasons)
    if (object.kind === 'table' || object.kind === 'view' || object.kind === 'materialized-view')
      add(pulled.model(object.schema, object.name), reasons)
  }
  const needEnum = (type: string | undefined, reasons: readonly Reason[]) => {
    const block = type === undefined ? null : pulled.named(type)
    if (block?.block.keyword.text === 'enum') add(block, reasons)
  }
  for (const [block, reasons] of [...added])
    if (block.block.keyword.text !== 'enum')
      for (const { type } of block.columns.values()) needEnum(type?.name, reasons)
  for (const { object, reasons } of all) {
    if (object.kind !== 'column') continue
    const model = pulled.model(object.schema, object.table)
    if (model && twin(own, model)) needEnum(model.columns.get(object.name)?.type?.name, reasons)
  }
  return new Map(
    pulled.blocks.flatMap((block) => (added.has(block) ? [[block, added.get(block) ?? []]] : [])),
  )
}

/** Writes the new blocks, each into the file where a person would look for it. */
export function writeBlocks(
  session: Session,
  sides: readonly NewSide[],
): { readonly edits: readonly ReasonedEdit[]; readonly files: readonly NewFile[] } {
  const { files, added, words, own } = session
  const staying = own.blocks.filter((block) => !isRemoved(session, block))
  const homes = new Map<OutlineBlock, Home>()
  const isEnum = ({ block }: OutlineBlock) => block.keyword.text === 'enum'
  const ordered = [...added.keys()].toSorted((a, b) => Number(isEnum(a)) - Number(isEnum(b)))
  for (const block of ordered) {
    const { keyword, name } = block.block
    const near = neighbours(block, session)
    const user = isEnum(block) ? near.find((each) => homes.has(each)) : undefined
    const known = near
      .flatMap((each) => twin(own, each) ?? homes.get(each)?.behind ?? [])
      .filter((each) => staying.includes(each))
    const home = homeOf(keyword.text, words.block(name.text), known, staying, files)
    const beside = user && known.length === 0 ? homes.get(user) : undefined
    homes.set(block, beside ?? home)
  }
  const isSaid = (code: string) => isSayable(code, own, session.pulled)
  const edits: ReasonedEdit[] = []
  const created = new Map<string, NewFile>()
  for (const [block, reasons] of added) {
    const { path, behind } = homes.get(block) ?? { path: '', behind: null }
    const file = files.find((each) => each.path === path)
    const eol = lineEnd((file ?? files[0])?.content ?? '\n')
    const text = newBlock(block, sidesIn(sides, block), words, own, isSaid).join(eol)
    if (file) {
      const end = behind ? endOfLine(file.content, behind.block.end) : file.content.trimEnd().length
      const gap = end === 0 ? '' : eol + eol
      edits.push(...because(reasons, [{ file: path, start: end, end, text: gap + text }]))
    } else {
      const begun = created.get(path)
      created.set(path, {
        path,
        content: `${begun ? begun.content + eol : ''}${text}${eol}`,
        reasons: [...new Set([...(begun?.reasons ?? []), ...reasons])],
      })
    }
  }
  return { edits, files: [...created.values()] }
}

/** The pulled models that a new one refers to, then those that refer to it; of an enum those that use it. */
function neighbours(block: OutlineBlock, { pulled, pulledRelations }: Session): readonly OutlineBlock[] {
  const name = block.block.name.text
  if (block.block.keyword.text === 'enum')
    return pulled.blocks.filter(({ columns }) =>
      [...columns.values()].some(({ type }) => type?.name === name),
    )
  const isOther = ({ from, target }: Relation) => from.model !== target
  const own = pulledRelations.filter((relation) => isOther(relation) && relation.from.model === block)
  const others = pulledRelations.filter((relation) => isOther(relation) && relation.target === block)
  return [...own.map(({ target }) => target), ...others.map(({ from }) => from.model)]
}
