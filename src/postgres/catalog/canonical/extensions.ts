import { type Rule, rewriteEach } from './rewrite.ts'
import { call, isIdentifier, isParenthesis, isSymbol, isWord, print, unquoted } from './tree.ts'

/** What extensions brought: for each schema the names of their functions, types, operators and so on. */
export type ExtensionMembers = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Drops the schema in front of what belongs to an extension: the schema is a choice of the installation, and the
 * same extension is often in another one elsewhere. `OPERATOR(public.%)` loses it too.
 */
export function dropExtensionSchemas(members: ExtensionMembers): Rule {
  return rewriteEach((nodes, index) => {
    const [schema, dot, name] = nodes.slice(index, index + 3)
    if (isWord(schema, 'OPERATOR') && isParenthesis(dot)) {
      const [home, , ...operator] = dot.items
      if (!isIdentifier(home) || !members.get(unquoted(home))?.has(print(operator))) return null
      return { length: 2, nodes: call('OPERATOR', operator) }
    }
    if (!isIdentifier(schema) || !isSymbol(dot, '.') || !isIdentifier(name)) return null
    return members.get(unquoted(schema))?.has(unquoted(name)) ? { length: 3, nodes: [name] } : null
  })
}
