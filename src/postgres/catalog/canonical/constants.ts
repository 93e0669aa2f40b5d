import { castAt } from './rewrite.ts'
import { isSymbol, isWord, type Node, parse, print, splitAtCommas } from './tree.ts'

/**
 * Is this expression nothing but constants: literals, numbers, `NULL`, signs, arrays of them, and casts to types
 * that `allowed` knows? Only what this accepts may be evaluated: a function, also one behind a type's check, is
 * never called.
 * @param allowed tells of a type's text without `[]`, as `format_type` prints it, whether it is a plain one
 */
export function isConstant(text: string, allowed: (type: string) => boolean): boolean {
  const nodes = parse(text)
  return nodes !== null && constant(nodes, allowed)
}

function constant(nodes: readonly Node[], allowed: (type: string) => boolean): boolean {
  const sign = isSymbol(nodes[0], '-') || isSymbol(nodes[0], '+') ? 1 : 0
  let end = sign + operandLength(nodes.slice(sign), allowed)
  if (end === sign) return false
  while (end < nodes.length) {
    const cast = castAt(nodes, end)
    if (cast === null || !allowed(elementType(print(cast.type)))) return false
    end += cast.length
  }
  return true
}

function operandLength(nodes: readonly Node[], allowed: (type: string) => boolean): number {
  const [first, second] = nodes
  if (first?.kind === 'literal' || first?.kind === 'number') return 1
  if (['null', 'true', 'false'].some((word) => isWord(first, word))) return 1
  if (first?.kind === 'group' && first.open === '(') return constant(first.items, allowed) ? 1 : 0
  if (!isWord(first, 'ARRAY') || second?.kind !== 'group' || second.open !== '[') return 0
  return splitAtCommas(second.items).every((item) => constant(item, allowed)) ? 2 : 0
}

/** The type of an array's elements: `text` of `text[]`; any other type as it is. */
export function elementType(type: string): string {
  return type.replace(/(\[\])+$/, '')
}
