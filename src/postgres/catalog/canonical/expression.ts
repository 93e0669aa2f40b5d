import { castElements, dropParentheses, dropTextCasts } from './casts.ts'
import { dropExtensionSchemas, type ExtensionMembers } from './extensions.ts'
import { dropArgumentCasts, dropNumberCasts } from './implicit-casts.ts'
import type { Rule } from './rewrite.ts'
import { callFunctions, callOperators } from './spellings.ts'
import { nameTransactionStart } from './timestamps.ts'
import { type Node, parse, print } from './tree.ts'

/** Gives one text to all texts that Postgres prints for one expression or type. */
export type Canonicalise = (text: string) => string

/** More than any expression needs; each round takes away something that a later rule had made. */
const rounds = 50

/**
 * Makes a canonicaliser for the expressions and types of one database, as `pg_get_expr` and `format_type` print
 * them with an empty search path. Its result is only good for comparing. It is idempotent, and texts that differ
 * in a constant stay different. A text that does not parse is returned as it is.
 */
export function canonicaliser(members: ExtensionMembers): Canonicalise {
  const rules: readonly Rule[] = [
    dropExtensionSchemas(members),
    callOperators,
    callFunctions,
    dropArgumentCasts,
    dropNumberCasts,
    castElements,
    dropTextCasts,
    nameTransactionStart,
    dropParentheses,
  ]
  const known = new Map<string, string>()
  return (text) => {
    const seen = known.get(text)
    if (seen !== undefined) return seen
    const canonical = settle(text, rules)
    known.set(text, canonical)
    return canonical
  }
}

function settle(text: string, rules: readonly Rule[]): string {
  let current = text
  for (let round = 0; round < rounds; round += 1) {
    const nodes = parse(current)
    if (nodes === null) return text
    const next = print(rewrite(nodes, rules))
    if (next === current) break
    current = next
  }
  return current
}

/** Applies the rules to every list of nodes, the innermost first. */
function rewrite(nodes: readonly Node[], rules: readonly Rule[]): readonly Node[] {
  const inner = nodes.map(
    (node): Node => (node.kind === 'group' ? { ...node, items: rewrite(node.items, rules) } : node),
  )
  return rules.reduce<readonly Node[]>((list, rule) => rule(list), inner)
}
