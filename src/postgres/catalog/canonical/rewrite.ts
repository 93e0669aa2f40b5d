import { isSymbol, type Node } from './tree.ts'
import { typeEnd } from './types.ts'

/** A rule of the canonicaliser: one list of nodes, its groups already rewritten, becomes another of the same meaning. */
export type Rule = (nodes: readonly Node[]) => readonly Node[]

/** What stands at a place, and how many nodes it takes the place of. */
export interface Replacement {
  readonly length: number
  readonly nodes: readonly Node[]
}

/** A rule that looks at each place of a list in turn; where it finds nothing the list stays the same one. */
export function rewriteEach(at: (nodes: readonly Node[], index: number) => Replacement | null): Rule {
  return (nodes) => {
    let rewritten: Node[] | null = null
    for (let index = 0; index < nodes.length; ) {
      const replacement = at(nodes, index)
      const node = nodes[index]
      if (replacement !== null) {
        rewritten ??= nodes.slice(0, index)
        rewritten.push(...replacement.nodes)
      } else if (node !== undefined) rewritten?.push(node)
      index += replacement?.length ?? 1
    }
    return rewritten ?? nodes
  }
}

/** A cast that starts at `index` with `::`: the nodes of its type, and how many nodes both take. */
export function castAt(
  nodes: readonly Node[],
  index: number,
): { type: readonly Node[]; length: number } | null {
  if (!isSymbol(nodes[index], '::')) return null
  const end = typeEnd(nodes, index + 1)
  return end === index + 1 ? null : { type: nodes.slice(index + 1, end), length: end - index }
}
