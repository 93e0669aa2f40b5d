import { castAt, type Rule, rewriteEach } from './rewrite.ts'
import { quotedFunctions } from './spellings.ts'
import {
  call,
  commaSeparated,
  isIdentifier,
  isParenthesis,
  isWord,
  type Node,
  print,
  splitAtCommas,
  unquoted,
  word,
} from './tree.ts'

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

const isNumberType = (type: readonly Node[]) => ['double precision', 'numeric'].includes(print(type))

/**
 * What is extracted was a double precision, and is numeric from version 14 on, and what it is calculated with has
 * been cast to the one or the other.
 * @param extracted names under which a query goes on with what it has extracted, as `extractedNames` gives them
 */
export function dropNumberCasts(extracted: ReadonlySet<string>): Rule {
  const dropCasts = rewriteEach((nodes, index) => {
    const cast = castAt(nodes, index)
    return cast !== null && isNumberType(cast.type) ? { length: cast.length, nodes: [] } : null
  })
  return (nodes) => {
    if (!extracts(nodes, extracted)) return nodes
    const parts = splitAtCommas(nodes)
    const rewritten = parts.map((part) => (extracts(part, extracted) ? dropCasts(part) : part))
    return rewritten.every((part, index) => part === parts[index]) ? nodes : commaSeparated(rewritten)
  }
}

/** A number beside what another view has extracted is cast to the type that it has there. */
export const castNumbersAlike: Rule = rewriteEach((nodes, index) => {
  const number = nodes[index]
  const cast = castAt(nodes, index + 1)
  if (number?.kind !== 'number' || cast === null || print(cast.type) !== 'double precision') return null
  return { length: 1 + cast.length, nodes: [number, { kind: 'symbol', text: '::' }, word('numeric')] }
})

/** The names that a query gives to what it extracts, or calculates from that: `s` of `EXTRACT(epoch FROM at) AS s`. */
export function extractedNames(query: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>()
  collect(query, names)
  return names
}

function collect(nodes: readonly Node[], names: Set<string>): void {
  for (const part of splitAtCommas(nodes)) {
    for (const node of part) if (node.kind === 'group') collect(node.items, names)
    const as = part.findIndex((node, index) => isWord(node, 'AS') && isIdentifier(part[index + 1]))
    const name = part[as + 1]
    if (as >= 0 && isIdentifier(name) && extracts(part, names)) names.add(unquoted(name))
  }
}

function extracts(nodes: readonly Node[], names: ReadonlySet<string>): boolean {
  return nodes.some((node, index) => {
    if (node.kind === 'group') return extracts(node.items, names)
    if (!isIdentifier(node)) return false
    return names.has(unquoted(node)) || (isExtract(node) && isParenthesis(nodes[index + 1]))
  })
}

function isExtract(node: Node): boolean {
  return isWord(node, 'extract') || isWord(node, 'date_part')
}
