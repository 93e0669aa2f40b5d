import { castAt, type Rule, rewriteEach } from './rewrite.ts'
import {
  commaSeparated,
  isIdentifier,
  isOperator,
  isParenthesis,
  isSymbol,
  isWord,
  type Node,
  parenthesis,
  print,
  splitAtCommas,
} from './tree.ts'
import { isDimension } from './types.ts'

/**
 * `'x'::text` and `'x'::character varying` are `'x'`: the types share their values and operators, and which one
 * is printed depends on the column the constant was first compared with.
 */
export const dropTextCasts: Rule = rewriteEach((nodes, index) => {
  const literal = nodes[index]
  if (literal?.kind !== 'literal') return null
  const cast = castAt(nodes, index + 1)
  if (cast === null || !['text', 'character varying'].includes(print(cast.type))) return null
  return { length: 1 + cast.length, nodes: [literal] }
})

/** `(ARRAY[a, b])::t[]` is `ARRAY[(a)::t, (b)::t]`, which is what it is printed as after a dump and restore. */
export const castElements: Rule = rewriteEach((nodes, index) => {
  const array = nodes[index + 1]
  if (!isWord(nodes[index], 'ARRAY') || array?.kind !== 'group' || array.items.length === 0) return null
  const cast = castAt(nodes, index + 2)
  if (cast === null || !isDimension(cast.type.at(-1))) return null
  const element = cast.type.filter((node) => !isDimension(node))
  const items = splitAtCommas(array.items).map((item): readonly Node[] => {
    const type = isWord(item[0], 'ARRAY') ? cast.type : element
    return [parenthesis(item), { kind: 'symbol', text: '::' }, ...type]
  })
  return {
    length: 2 + cast.length,
    nodes: [
      { kind: 'word', text: 'ARRAY' },
      { kind: 'group', open: '[', items: commaSeparated(items) },
    ],
  }
})

/** `(a)` is `a` where the brackets hold one operand and are not a function's arguments. */
export const dropParentheses: Rule = rewriteEach((nodes, index) => {
  const node = nodes[index]
  if (!isParenthesis(node) || !isOperand(node.items)) return null
  const before = nodes[index - 1]
  const after = nodes[index + 1]
  const arguments_ = isIdentifier(before) && !isOperator(before)
  const selected = isSymbol(after, '.') || (after?.kind === 'group' && after.open === '[')
  const typed = isSymbol(before, '::') || (before?.kind === 'group' && before.open === '(')
  return arguments_ || selected || typed ? null : { length: 1, nodes: node.items }
})

/** Is this one operand: a constant, a name, a call or brackets, with nothing but casts and subscripts behind it? */
export function isOperand(nodes: readonly Node[]): boolean {
  let end = operandStart(nodes)
  if (end === 0) return false
  while (end < nodes.length) {
    const cast = castAt(nodes, end)
    const node = nodes[end]
    if (cast !== null) end += cast.length
    else if (node?.kind === 'group' && node.open === '[') end += 1
    else return false
  }
  return true
}

function operandStart(nodes: readonly Node[]): number {
  const [first, second] = nodes
  if (first === undefined || first.kind === 'symbol') return 0
  if (first.kind === 'group') return first.open === '(' ? 1 : 0
  if (!isIdentifier(first)) return 1
  if (isOperator(first)) return 0
  let end = 1
  while (isSymbol(nodes[end], '.') && isIdentifier(nodes[end + 1])) end += 2
  if (isWord(first, 'ARRAY') && second?.kind === 'group') return 2
  return isParenthesis(nodes[end]) ? end + 1 : end
}
