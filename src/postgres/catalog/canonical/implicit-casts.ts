import { castAt, type Rule, rewriteEach } from './rewrite.ts'
import { quotedFunctions } from './spellings.ts'
import { call, isParenthesis, isWord, type Node, print, splitAtCommas } from './tree.ts'

const textual = new Set(['btrim', 'ltrim', 'rtrim', 'is_normalized', ...quotedFunctions])

/** In the syntax of SQL an argument's implicit cast to text is not printed, in a call it is. */
export const dropArgumentCasts: Rule = rewriteEach((nodes, index) => {
  const [name, group] = [nodes[index], nodes[index + 1]]
  if (name?.kind !== 'word' || !textual.has(name.text) || !isParenthesis(group)) return null
  const bare = splitAtCommas(group.items).map((argument) => {
    const cast = castAt(argument, argument.length - 2)
    return cast !== null && print(cast.type) === 'text' ? argument.slice(0, -2) : argument
  })
  return { length: 2, nodes: call(name.text, ...bare) }
})

/**
 * What is extracted was a double precision, and is numeric from version 14 on, and the numbers it is calculated
 * with have been cast to the one or the other.
 */
export const dropNumberCasts: Rule = (nodes) => {
  if (!extracts(nodes)) return nodes
  return rewriteEach((list, index) => {
    const number = list[index]
    const cast = castAt(list, index + 1)
    if (number?.kind !== 'number' || cast === null) return null
    const type = print(cast.type)
    return type === 'double precision' || type === 'numeric'
      ? { length: 1 + cast.length, nodes: [number] }
      : null
  })(nodes)
}

function extracts(nodes: readonly Node[]): boolean {
  return nodes.some((node, index) =>
    node.kind === 'group' ? extracts(node.items) : isWord(node, 'extract') && isParenthesis(nodes[index + 1]),
  )
}
