import { blockAttributes, fieldsOf, findAttribute } from '../psl/query.ts'
import type { Block } from '../psl/syntax.ts'
import { lineEnd, lineStart } from './lines.ts'
import type { Naming } from './naming.ts'
import { fieldText } from './new-field.ts'
import { columnOf, isRelation, type OutlineBlock } from './outline.ts'
import { applyTextEdits, type TextEdit } from './text-edits.ts'

/** The names that new models and enums get, by the one that they were pulled under. */
export type NewNames = ReadonlyMap<string, string>

/** Names new blocks as the others here are named; a name that is taken stays the pulled one. */
export function nameBlocks(
  added: readonly OutlineBlock[],
  taken: ReadonlySet<string>,
  naming: Naming,
): NewNames {
  const names = new Map<string, string>()
  const used = new Set(taken)
  for (const { block, object } of added) {
    const wanted = block.name.text === object ? naming.block(object) : block.name.text
    const name = used.has(wanted) ? block.name.text : wanted
    used.add(name)
    names.set(block.name.text, name)
  }
  return names
}

/** Adds a pulled model or enum, with the remarks that Prisma put before it, to the end of a file. */
export function addBlock(
  pulled: OutlineBlock,
  home: { readonly path: string; readonly content: string },
  names: NewNames,
  naming: Naming,
): TextEdit {
  const eol = lineEnd(home.content)
  const end = home.content.trimEnd().length
  const text = blockText(pulled, names, naming).replaceAll(/\r\n|\n/g, eol)
  return {
    file: home.path,
    start: end,
    end: home.content.length,
    text: `${end > 0 ? eol + eol : ''}${text}${eol}`,
  }
}

function blockText(pulled: OutlineBlock, names: NewNames, naming: Naming): string {
  const { text, block, object } = pulled
  const start = remarksBefore(text, block)
  const name = names.get(block.name.text) ?? block.name.text
  const isEnum = block.keyword.text === 'enum'
  const edits: TextEdit[] = [{ file: '', start: block.name.start, end: block.name.end, text: name }]
  const renamed = new Map<string, string>()
  for (const field of isEnum ? [] : fieldsOf(block)) {
    const { type } = field
    const isColumn = type !== null && !isRelation(field) && !type.list
    const own =
      isColumn && !findAttribute(field.attributes, 'map')
        ? naming.field(null, columnOf(field))
        : field.name.text
    renamed.set(field.name.text, own)
    const newType = type && names.get(type.name)
    if (own !== field.name.text)
      edits.push({
        file: '',
        start: field.start,
        end: field.end,
        text: fieldText({ model: pulled, field }, own),
      })
    else if (type && newType)
      edits.push({ file: '', start: type.start, end: type.start + type.name.length, text: newType })
  }
  edits.push(...renamedArguments(block, renamed))
  if (name !== object && !findAttribute(blockAttributes(block), 'map'))
    edits.push({
      file: '',
      start: block.body.end,
      end: block.body.end,
      text: `\n  @@map(${JSON.stringify(object)})\n`,
    })
  return applyTextEdits(text.slice(0, block.end), edits).slice(start)
}

/** The names of fields in `@@index([a_b])` and `@relation(fields: [a_b])`. */
function renamedArguments(block: Block, renamed: ReadonlyMap<string, string>): readonly TextEdit[] {
  const inFields = fieldsOf(block).flatMap(({ attributes }) =>
    attributes.filter(({ name }) => name === 'relation'),
  )
  return [...blockAttributes(block), ...inFields].flatMap((attribute) =>
    attribute.args
      .filter((argument) => argument.name === null || argument.name.text === 'fields')
      .flatMap(({ value }) => (value.kind === 'array' ? value.items : []))
      .flatMap((item) => {
        const old = item.kind === 'word' ? item.text : item.kind === 'call' ? item.name : null
        const name = old === null ? undefined : renamed.get(old)
        if (old === null || name === undefined || name === old) return []
        return [{ file: '', start: item.start, end: item.start + old.length, text: name }]
      }),
  )
}

function remarksBefore(text: string, { start }: Block): number {
  let at = lineStart(text, start)
  for (;;) {
    const previous = lineStart(text, Math.max(0, at - 1))
    if (at === 0 || !/^\s*\/\/\//.test(text.slice(previous, at))) return at
    at = previous
  }
}
