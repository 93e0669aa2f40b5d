import { blockAttributes, fieldsOf } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import { nameIn } from './attributes.ts'
import { blockAttributeRank } from './block-attributes.ts'
import { commentsAbove, linesOf, withoutEnd } from './lines.ts'
import { columnLine, type FieldLine, plainLine } from './new-field.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import type { Words } from './words.ts'

/**
 * A pulled model, view or enum as a new block, with the remarks that Prisma put above it.
 * @param relations its relation fields; one that is not among them is left out
 * @param isSaid may the files say this `@@…`?
 * @returns its lines, with one blank between the parts of each
 */
export function newBlock(
  pulled: OutlineBlock,
  relations: ReadonlyMap<Field, FieldLine>,
  words: Words,
  files: Outline,
  isSaid: (attribute: string) => boolean,
): readonly string[] {
  const { block, object } = pulled
  const name = words.block(block.name.text)
  const columns = new Set(pulled.columns.values())
  const members = fieldsOf(block).flatMap((field) => {
    if (columns.has(field)) return [columnLine({ model: pulled, field }, words, files)]
    return relations.get(field) ?? []
  })
  const said = blockAttributes(block)
    .filter((attribute) => attribute.name !== 'map')
    .map((attribute) => words.attribute(pulled, null, attribute))
    .filter(isSaid)
  const map = name === object ? [] : [`@@map(${JSON.stringify(object)})`]
  const attributes = [...said, ...map].toSorted(
    (a, b) => blockAttributeRank(nameIn(a)) - blockAttributeRank(nameIn(b)),
  )
  return [
    ...remarks(pulled, name !== block.name.text),
    `${block.keyword.text} ${name} {`,
    ...members.map((member) => `  ${plainLine(member)}`),
    ...(attributes.length > 0 && members.length > 0 ? [''] : []),
    ...attributes.map((attribute) => `  ${attribute}`),
    '}',
  ]
}

/** What db pull says of a block, but for the name that it gave it where it has another one here. */
function remarks(pulled: OutlineBlock, isRenamed: boolean): readonly string[] {
  return remarksAbove(pulled).filter(
    (line) => !(isRenamed && /^\/\/\/ This \w+ has been renamed to /.test(line)),
  )
}

/** The lines with `///` right above a block. */
export function remarksAbove({ text, block }: OutlineBlock): readonly string[] {
  return linesOf(text.slice(commentsAbove(text, block.start, '///'), block.start)).map(withoutEnd)
}
