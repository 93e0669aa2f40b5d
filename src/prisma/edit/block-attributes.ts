import type { Attribute } from '../psl/syntax.ts'
import { nameIn } from './attributes.ts'
import { insertAfter, insertBefore, removeMember } from './members.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** The order in which `prisma format` puts the attributes of a block. */
const order = ['id', 'unique', 'index', 'fulltext', 'map', 'ignore', 'schema']

/** Where among the attributes of a block one of this name stands; behind the fields that come into the same place. */
export function blockAttributeRank(name: string): number {
  const at = order.indexOf(name)
  return 10 + (at < 0 ? order.length : at)
}

/** Puts an attribute into a block, among the others where Prisma writes it, else behind the fields. */
export function addBlockAttribute(own: OutlineBlock, text: string): TextEdit {
  const rank = blockAttributeRank(nameIn(text))
  const attributes = own.block.members.filter((member) => member.kind === 'attribute')
  const before = attributes.filter(({ attribute }) => blockAttributeRank(attribute.name) <= rank).at(-1)
  const [first] = attributes
  if (before) return insertAfter(own, before, text, { order: rank })
  if (first) return insertBefore(own, first, text, { order: rank })
  return insertAfter(own, own.block.members.at(-1) ?? null, text, { blankBefore: true, order: rank })
}

/** Takes an attribute out of a block. */
export function removeBlockAttribute(own: OutlineBlock, attribute: Attribute): readonly TextEdit[] {
  const member = own.block.members.find((each) => each.kind === 'attribute' && each.attribute === attribute)
  return member ? [removeMember(own, member)] : []
}
