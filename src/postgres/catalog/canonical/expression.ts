import { castElements, dropParentheses, dropTextCasts } from './casts.ts'
import { canonicalDefault } from './default.ts'
import { dropExtensionSchemas, type ExtensionMembers } from './extensions.ts'
import { castNumbersAlike, dropArgumentCasts, dropNumberCasts, extractedNames } from './implicit-casts.ts'
import { flattenLogic } from './logic.ts'
import type { Rule } from './rewrite.ts'
import { callFunctions, callOperators } from './spellings.ts'
import { dropFullPrecision, nameTransactionStart } from './timestamps.ts'
import { type Node, parse, print } from './tree.ts'

/** Gives one text to all texts that Postgres prints for one meaning; good for comparing only. */
export interface Canonicaliser {
  /** Of an expression or a type. Idempotent; texts that differ in a constant stay different. */
  readonly expression: (text: string) => string
  /** Of a whole query, as `pg_get_viewdef` prints it. Idempotent too. */
  readonly query: (text: string) => string
  /** Of a column's default, for a column of this type; null for a default of NULL, which is none. */
  readonly default: (text: string, type: string) => string | null
}

/** More than any expression needs; each round takes away something that a later rule had made. */
const rounds = 50

/**
 * Makes a canonicaliser for one database, for texts as `pg_get_expr` and `format_type` print them with an empty
 * search path. A text that does not parse is returned as it is.
 */
export function canonicaliser(members: ExtensionMembers): Canonicaliser {
  const dropSchemas = dropExtensionSchemas(members)
  const rules = (...ofNumbers: readonly Rule[]): readonly Rule[] => [
    dropSchemas,
    callOperators,
    callFunctions,
    dropArgumentCasts,
    ...ofNumbers,
    castElements,
    dropTextCasts,
    nameTransactionStart,
    dropFullPrecision,
    dropParentheses,
    flattenLogic,
  ]
  const ofExpressions = rules(dropNumberCasts(new Set()))
  const expression = remembered((text: string) => settle(text, () => ofExpressions))
  const query = remembered((text: string) =>
    settle(text, (nodes) => rules(dropNumberCasts(extractedNames(nodes)), castNumbersAlike)),
  )
  const typed = remembered((key: string) => {
    const [text = '', type = ''] = key.split(separator)
    return canonicalDefault(text, type, expression)
  })
  return { expression, query, default: (text, type) => typed(text + separator + type) }
}

/** In no text of Postgres. */
const separator = '\0'

/** A database says the same few things of thousands of columns. */
function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const seen = known.get(text)
    if (seen !== undefined) return seen
    const result = work(text)
    known.set(text, result)
    return result
  }
}

function settle(text: string, rulesFor: (nodes: readonly Node[]) => readonly Rule[]): string {
  let current = text
  for (let round = 0; round < rounds; round += 1) {
    const nodes = parse(current)
    if (nodes === null) return text
    const rewritten = rewrite(nodes, rulesFor(nodes))
    const next = print(rewritten)
    if (rewritten === nodes || next === current) return next
    current = next
  }
  return current
}

/** Applies the rules to every list of nodes, the innermost first; a list in which nothing changes stays the same one. */
function rewrite(nodes: readonly Node[], rules: readonly Rule[]): readonly Node[] {
  const inner = nodes.map((node): Node => {
    if (node.kind !== 'group') return node
    const items = rewrite(node.items, rules)
    return items === node.items ? node : { ...node, items }
  })
  const isSame = inner.every((node, index) => node === nodes[index])
  return rules.reduce<readonly Node[]>((list, rule) => rule(list), isSame ? nodes : inner)
}
