import { isIdentifier, isParenthesis, isSymbol, isWord, type Node } from './tree.ts'

const secondWords = [
  ['character', 'varying'],
  ['bit', 'varying'],
  ['double', 'precision'],
] as const
const intervalFields = ['year', 'month', 'day', 'hour', 'minute', 'second']

/**
 * Where the type that starts at `start` ends, as `format_type` prints types; `start` itself when there is none.
 * https://www.postgresql.org/docs/current/datatype.html
 */
export function typeEnd(nodes: readonly Node[], start: number): number {
  if (!isIdentifier(nodes[start])) return start
  let end = start + 1
  if (secondWords.some(([first, second]) => isWord(nodes[start], first) && isWord(nodes[end], second)))
    end += 1
  while (isSymbol(nodes[end], '.') && isIdentifier(nodes[end + 1])) end += 2
  if (isWord(nodes[start], 'interval')) end = intervalEnd(nodes, end)
  if (isParenthesis(nodes[end])) end += 1
  if ((isWord(nodes[end], 'with') || isWord(nodes[end], 'without')) && isWord(nodes[end + 1], 'time'))
    end += 3
  while (isDimension(nodes[end])) end += 1
  return Math.min(end, nodes.length)
}

function intervalEnd(nodes: readonly Node[], start: number): number {
  const isField = (at: number) => intervalFields.some((field) => isWord(nodes[at], field))
  if (!isField(start)) return start
  return isWord(nodes[start + 1], 'to') && isField(start + 2) ? start + 3 : start + 1
}

/** Is this the `[]` of an array's type? */
export function isDimension(node: Node | undefined): boolean {
  return node?.kind === 'group' && node.open === '[' && node.items.length === 0
}
