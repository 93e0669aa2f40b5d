import { type Rule, rewriteEach } from './rewrite.ts'
import { isParenthesis, isWord, type Node } from './tree.ts'

const words = ['AND', 'OR'] as const

/**
 * `((a AND b) AND c)` is `(a AND b AND c)`: BETWEEN is kept as the one, and a dump that prints it is read as the
 * other. https://github.com/postgres/postgres/blob/master/src/backend/parser/gram.y (makeAndExpr)
 */
export const flattenLogic: Rule = (nodes) => {
  const [word, other] = words.filter((each) => joins(nodes, each))
  if (word === undefined || other !== undefined) return nodes
  return rewriteEach((list, index) => {
    const node = list[index]
    if (!isParenthesis(node) || !isEdge(list[index - 1], word) || !isEdge(list[index + 1], word)) return null
    const same = words.every((each) => joins(node.items, each) === (each === word))
    return same ? { length: 1, nodes: node.items } : null
  })(nodes)
}

function joins(nodes: readonly Node[], word: string): boolean {
  return nodes.some((node) => isWord(node, word))
}

function isEdge(node: Node | undefined, word: string): boolean {
  return node === undefined || isWord(node, word)
}
