import { type Token, tokenize } from '../../../model/tokens.ts'

/** A token, or everything between two brackets. */
export type Node = Token | Group

export interface Group {
  readonly kind: 'group'
  readonly open: '(' | '['
  readonly items: readonly Node[]
}

const closing = { '(': ')', '[': ']' } as const

/** Reads an expression into nodes; null when its brackets or quotes do not pair. */
export function parse(text: string): readonly Node[] | null {
  const open: { readonly bracket: '(' | '['; readonly items: Node[] }[] = []
  let items: Node[] = []
  for (const token of tokenize(text)) {
    if (isSymbol(token, "'") || isSymbol(token, '"')) return null
    const bracket = token.kind === 'symbol' ? token.text : ''
    if (bracket === '(' || bracket === '[') {
      open.push({ bracket, items })
      items = []
    } else if (bracket === ')' || bracket === ']') {
      const group = open.pop()
      if (group === undefined || closing[group.bracket] !== bracket) return null
      group.items.push({ kind: 'group', open: group.bracket, items })
      items = group.items
    } else items.push(token)
  }
  return open.length === 0 ? items : null
}

/** Prints nodes with the blanks that Postgres would put between them. */
export function print(nodes: readonly Node[]): string {
  let text = ''
  nodes.forEach((node, index) => {
    const before = nodes[index - 1]
    if (before !== undefined && !joined(before, node, nodes[index + 1])) text += ' '
    text += node.kind === 'group' ? node.open + print(node.items) + closing[node.open] : node.text
  })
  return text
}

function joined(before: Node, node: Node, after: Node | undefined): boolean {
  if (isSymbol(node, ',') || isSymbol(before, '::')) return true
  if (isSymbol(node, '::')) return !isSymbol(before, ':')
  if (isSymbol(node, '.')) return isIdentifier(before) && after !== undefined && isIdentifier(after)
  if (isSymbol(before, '.')) return isIdentifier(node)
  if (node.kind !== 'group') return false
  return (isIdentifier(before) && !isOperator(before)) || (node.open === '[' && before.kind === 'group')
}

/** Is this the symbol `text`? */
export function isSymbol(node: Node | undefined, text: string): boolean {
  return node?.kind === 'symbol' && node.text === text
}

/** Is this the unquoted word `text`, in either case? */
export function isWord(node: Node | undefined, text: string): boolean {
  return (
    node?.kind === 'word' &&
    node.text.length === text.length &&
    node.text.toLowerCase() === text.toLowerCase()
  )
}

/** Could this name something? */
export function isIdentifier(node: Node | undefined): node is Token {
  return node?.kind === 'word' || node?.kind === 'name'
}

const operators = new Set([
  ...['and', 'or', 'not', 'when', 'then', 'else', 'case', 'is', 'from', 'between', 'like', 'default'],
  ...['select', 'distinct', 'on', 'where', 'having', 'by', 'limit', 'offset', 'return'],
])

/** Is this a word behind which brackets hold an operand, and not a function's arguments? */
export function isOperator(node: Node): boolean {
  return node.kind === 'word' && operators.has(node.text.toLowerCase())
}

/** Is this a group in round brackets? */
export function isParenthesis(node: Node | undefined): node is Group {
  return node?.kind === 'group' && node.open === '('
}

/** An unquoted word as a node. */
export function word(text: string): Token {
  return { kind: 'word', text }
}

/** Nodes in round brackets, as one node. */
export function parenthesis(items: readonly Node[]): Group {
  return { kind: 'group', open: '(', items }
}

/** A call of a function: `name(a, b)`. */
export function call(name: string, ...args: readonly (readonly Node[])[]): readonly Node[] {
  return [word(name), parenthesis(commaSeparated(args))]
}

/** `a, b, c` */
export function commaSeparated(parts: readonly (readonly Node[])[]): readonly Node[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [{ kind: 'symbol', text: ',' }, ...part]))
}

/** The parts between the commas; none when there is nothing at all. */
export function splitAtCommas(nodes: readonly Node[]): readonly (readonly Node[])[] {
  if (nodes.length === 0) return []
  const parts: Node[][] = [[]]
  for (const node of nodes) {
    if (isSymbol(node, ',')) parts.push([])
    else parts.at(-1)?.push(node)
  }
  return parts
}

/** What a name says without its quotes: `"Role"` is `Role`. Unquoted words are as they stand. */
export function unquoted(token: Token): string {
  return token.kind === 'name' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text
}
