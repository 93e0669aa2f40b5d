import { isOperand } from './casts.ts'
import { castAt } from './rewrite.ts'
import { isWord, type Node, parse, print } from './tree.ts'

/** Types to which an explicit cast cuts off what an assignment would refuse. */
const cutting = /^(character|bit)\b.*\(/

/**
 * The text to compare of a column's default. A cast to the column's own type says nothing, as the column casts
 * anyway, and a default of NULL is none.
 * @param type the column's, as `format_type` prints it
 * @param canonicalise of expressions and types
 */
export function canonicalDefault(
  text: string,
  type: string,
  canonicalise: (text: string) => string,
): string | null {
  const own = canonicalise(type)
  const stripped = (nodes: readonly Node[]): readonly Node[] => {
    const at = nodes.findLastIndex((_, index) => castAt(nodes, index)?.length === nodes.length - index)
    const cast = castAt(nodes, at)
    const operand = nodes.slice(0, at)
    const drop = cast !== null && print(cast.type) === own && !cutting.test(own) && isOperand(operand)
    return drop ? stripped(operand) : nodes
  }
  const nodes = parse(canonicalise(text))
  if (nodes === null) return text
  if (isWord(nodes[0], 'NULL') && (nodes.length === 1 || castAt(nodes, 1)?.length === nodes.length - 1))
    return null
  return canonicalise(print(stripped(nodes)))
}
