import { unquote, type Word, words } from '../postgres/sql/head.ts'

/** A name as it is written: with its schema, or without. */
export interface WrittenName {
  readonly schema: string | null
  readonly name: string
}

/** Reads the words of a statement one after the other; keywords in either case, names as Postgres takes them. */
export interface DdlReader {
  /** Takes these keywords, if they come next and in this order. */
  readonly take: (...keywords: readonly string[]) => boolean
  /** The next name; null where there is none. */
  readonly name: () => WrittenName | null
  /** What stands between the next brackets, each element's own words; empty where no bracket comes next. */
  readonly list: () => readonly (readonly Word[])[]
  /** The elements up to the end, each as a reader of its own: the actions of ALTER TABLE, the names of DROP. */
  readonly rest: () => readonly DdlReader[]
}

/** Begins to read a statement. Comments and blanks are left out. */
export function readDdl(statement: string): DdlReader {
  return reader([...words(statement)].filter(({ kind }) => kind !== 'semicolon'))
}

/** Reads words that were taken from a statement. */
export function reader(tokens: readonly Word[]): DdlReader {
  let at = 0
  const isNext = (keywords: readonly string[], from: number) =>
    keywords.every((keyword, index) => {
      const token = tokens[from + index]
      return token?.kind === 'word' && token.text.toLowerCase() === keyword
    })
  const take: DdlReader['take'] = (...keywords) => {
    if (!isNext(keywords, at)) return false
    at += keywords.length
    return true
  }
  const identifier = () => {
    const name = nameOf(tokens[at])
    if (name !== null) at += 1
    return name
  }
  return {
    take,
    name: () => {
      const first = identifier()
      if (first === null) return null
      if (tokens[at]?.text !== '.') return { schema: null, name: first }
      at += 1
      const second = identifier()
      return second === null ? null : { schema: first, name: second }
    },
    list: () => {
      if (tokens[at]?.kind !== 'open') return []
      const end = closing(tokens, at)
      const inner = tokens.slice(at + 1, end)
      at = end + 1
      return split(inner)
    },
    rest: () => {
      const others = split(tokens.slice(at))
      at = tokens.length
      return others.map(reader)
    },
  }
}

/** The column that an element of a list begins with; null for an expression. */
export function columnIn(element: readonly Word[]): string | null {
  return element[1]?.kind === 'open' ? null : nameOf(element[0])
}

function nameOf(token: Word | undefined): string | null {
  return token?.kind === 'word' || token?.kind === 'quoted' ? unquote(token.text) : null
}

function closing(tokens: readonly Word[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'open') depth++
    if (tokens[at]?.kind === 'close' && --depth === 0) return at
  }
  return tokens.length
}

/** Splits at the commas that stand in no bracket. */
function split(tokens: readonly Word[]): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (token.kind === 'open') depth++
    if (token.kind === 'close') depth--
    if (depth === 0 && token.kind === 'other' && token.text === ',') parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts.filter((part) => part.length > 0)
}
