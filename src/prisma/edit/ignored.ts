import { blockAttributes } from '../psl/query.ts'
import { addBlockAttribute } from './block-attributes.ts'
import { lineEnd, lineStart } from './lines.ts'
import { remarksAbove } from './new-block.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** Says `@@ignore` of a model by whose keys the client can find no row any more, with db pull's remark why. */
export function alignIgnored(own: OutlineBlock, pulled: OutlineBlock): readonly TextEdit[] {
  if (!isIgnored(pulled) || isIgnored(own)) return []
  const { file, text, block } = own
  const known = remarksAbove(own)
  const said = remarksAbove(pulled).filter(
    (line) => line.includes('unique identifier') && !known.includes(line),
  )
  const at = lineStart(text, block.start)
  const remarks = said.map((line) => `${line}${lineEnd(text, block.start)}`).join('')
  return [
    ...(remarks === '' ? [] : [{ file, start: at, end: at, text: remarks }]),
    addBlockAttribute(own, '@@ignore'),
  ]
}

/** Is this model kept out of the client? */
export function isIgnored({ block }: OutlineBlock): boolean {
  return blockAttributes(block).some(({ name }) => name === 'ignore')
}
