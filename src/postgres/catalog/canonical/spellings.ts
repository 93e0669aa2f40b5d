import { isOperand } from './casts.ts'
import { type Rule, rewriteEach } from './rewrite.ts'
import { call, isParenthesis, isWord, type Node, print, splitAtCommas, unquoted } from './tree.ts'

type Parts = readonly (readonly Node[])[]

interface Spelling {
  /** The words between the operands, in any number and order. */
  readonly words: readonly string[]
  /** The call that means the same; null when the operands are not as expected. */
  readonly call: (parts: Parts, words: readonly string[]) => readonly Node[] | null | undefined
}

/**
 * Functions for which the SQL standard has a syntax of its own. Postgres 14 and newer print that syntax, older
 * ones a call, which a restored dump keeps; the call is the form to compare.
 * https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/ruleutils.c (get_func_sql_syntax)
 */
const functions = new Map<string, Spelling>(
  Object.entries({
    extract: {
      words: ['from'],
      call: ([field, from]) => field && from && call('extract', [literal(field)], from),
    },
    substring: {
      words: ['from', 'for', 'similar', 'escape'],
      call: (parts, words) => (words.length > 0 ? call('substring', ...parts) : null),
    },
    position: { words: ['in'], call: ([part, whole]) => whole && part && call('position', whole, part) },
    overlay: {
      words: ['placing', 'from', 'for'],
      call: (parts, words) => (words.length > 0 ? call('overlay', ...parts) : null),
    },
    normalize: { words: [], call: ([only]) => callWithForm('normalize', only) },
    is_normalized: { words: [], call: ([only]) => callWithForm('is_normalized', only) },
    xmlexists: { words: ['passing'], call: ([path, xml]) => xml && path && call('xmlexists', path, xml) },
  } satisfies Record<string, Spelling>),
)

const trims = new Map([
  ['both', 'btrim'],
  ['leading', 'ltrim'],
  ['trailing', 'rtrim'],
])

/** Functions whose names are also words of SQL: printed in quotes where they are called. */
export const quotedFunctions = ['substring', 'position', 'overlay', 'normalize', 'overlaps', 'xmlexists']

/** Rewrites each such function to its call. */
export const callFunctions: Rule = rewriteEach((nodes, index) => {
  const [name, group, after] = [nodes[index], nodes[index + 1], nodes[index + 2]]
  if (isWord(name, 'collation') && isWord(group, 'for') && isParenthesis(after))
    return { length: 3, nodes: call('pg_collation_for', after.items) }
  if (!isParenthesis(group)) return null
  if (isWord(name, 'similar_escape')) {
    const [pattern = [], escaper = []] = splitAtCommas(group.items)
    const given = isWord(escaper[0], 'NULL') ? [] : [escaper]
    return { length: 2, nodes: call('similar_to_escape', pattern, ...given) }
  }
  if (isWord(name, 'date_part')) return { length: 2, nodes: [{ kind: 'word', text: 'extract' }, group] }
  if (name?.kind === 'name' && quotedFunctions.includes(unquoted(name)))
    return { length: 2, nodes: [{ kind: 'word', text: unquoted(name) }, group] }
  if (name?.kind !== 'word') return null
  if (isWord(name, 'trim')) {
    const [side, ...items] = group.items
    const [characters, text] = splitAtWords(items, ['from']).parts
    const trim = side?.kind === 'word' ? trims.get(side.text.toLowerCase()) : undefined
    if (trim === undefined || text === undefined || characters === undefined) return null
    return { length: 2, nodes: call(trim, ...[text, characters].filter((part) => part.length > 0)) }
  }
  const spelling = functions.get(name.text.toLowerCase())
  if (spelling === undefined) return null
  const { parts, words } = splitAtWords(group.items, spelling.words)
  const called = spelling.call(parts, words)
  return called ? { length: 2, nodes: called } : null
})

/** Rewrites the operators among them: `AT TIME ZONE`, `AT LOCAL`, `OVERLAPS`, `IS NFC NORMALIZED`. */
export const callOperators: Rule = (nodes) => {
  const local = wordsAt(nodes, 'at', 'local')
  if (local > 0 && local + 2 === nodes.length) return call('timezone', nodes.slice(0, local))
  const at = wordsAt(nodes, 'at', 'time', 'zone')
  if (at > 0) {
    const [time, zone] = [nodes.slice(0, at), nodes.slice(at + 3)]
    return isOperand(time) && isOperand(zone) ? call('timezone', zone, time) : nodes
  }
  const [first, operator, second] = nodes
  if (nodes.length === 3 && isWord(operator, 'overlaps') && isParenthesis(first) && isParenthesis(second)) {
    return call('overlaps', ...splitAtCommas(first.items), ...splitAtCommas(second.items))
  }
  const is = nodes.findLastIndex((node) => isWord(node, 'is'))
  const form = nodes.slice(is + 1, -1)
  const text = nodes.slice(0, Math.max(is, 0))
  if (!isWord(nodes.at(-1), 'normalized') || !isOperand(text)) return nodes
  if (form.length === 0) return call('is_normalized', text)
  return isForm(form) ? call('is_normalized', text, [literal(form)]) : nodes
}

/** Where these words follow each other, after the first node; -1 when they don't. */
function wordsAt(nodes: readonly Node[], ...words: readonly string[]): number {
  return nodes.findIndex((_, at) => at > 0 && words.every((each, offset) => isWord(nodes[at + offset], each)))
}

/** In a call the form is a constant, which versions before 14 wrote in small letters. */
function callWithForm(name: string, items: readonly Node[] = []) {
  const [text, form] = splitAtCommas(items)
  const [constant] = form ?? []
  if (text === undefined || form === undefined) return text && call(name, text)
  if (isForm(form)) return call(name, text, [literal(form)])
  const isName = form.length === 1 && constant?.kind === 'literal' && /^'nfk?[cd]'$/i.test(constant.text)
  return call(name, text, isName ? [{ kind: 'literal', text: constant.text.toUpperCase() }] : form)
}

/** Is this one of Unicode's normal forms, as a keyword? */
function isForm(nodes: readonly Node[]): boolean {
  const [form] = nodes
  return nodes.length === 1 && form?.kind === 'word' && /^NFK?[CD]$/.test(form.text)
}

/** A keyword as the constant that a call takes in its place. */
function literal(keyword: readonly Node[]): Node {
  return { kind: 'literal', text: `'${print(keyword)}'` }
}

function splitAtWords(nodes: readonly Node[], words: readonly string[]) {
  const parts: Node[][] = [[]]
  const found: string[] = []
  for (const node of nodes) {
    const separator = words.find((each) => isWord(node, each))
    if (separator === undefined) parts.at(-1)?.push(node)
    else {
      found.push(separator)
      parts.push([])
    }
  }
  return { parts, words: found }
}
