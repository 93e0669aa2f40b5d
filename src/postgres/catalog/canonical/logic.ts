import type { Rule } from './rewrite.ts'
import { isParenthesis, isWord, type Node } from './tree.ts'

const words = ['AND', 'OR'] as const

/**
 * `((a AND b) AND c)` is `(a AND b AND c)`: BETWEEN is kept as the one, and a dump that prints it is read as the
 * other. https://github.com/postgres/postgres/blob/master/src/backend/parser/gram.y (makeAndExpr)
 */
export const flattenLogic: Rule = (nodes) => {
  const [word, other] = words.filter((each) => joins(nodes, each))
  if (word === undefined || other !== undefined) return nodes
  return nodes.flatMap((node, index) => {
    const stands = isEdge(nodes[index - 1], word) && isEdge(nodes[index + 1], word)
    const same = isParenthesis(node) && words.every((each) => joins(node.items, each) === (each === word))
    return stands && same ? node.items : [node]
  })
}

function joins(nodes: readonly Node[], word: string): boolean {
  return nodes.some((node) => isWord(node, word))
}

function isEdge(node: Node | undefined, word: string): boolean {
  return node === undefined || isWord(node, word)
}
