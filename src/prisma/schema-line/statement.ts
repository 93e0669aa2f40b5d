import { type Word, words } from '../../postgres/sql/head.ts'

/** A name in a statement, unquoted; the schema is null where it is left to the search path. */
export interface QualifiedName {
  readonly schema: string | null
  readonly name: string
}

/** A part of a statement and where it begins, in UTF-16 code units. */
export interface Part {
  readonly text: string
  readonly offset: number
}

/** Does the statement begin with these words, in either case? */
export function beginsWith(statement: string, ...expected: readonly string[]): boolean {
  const found = words(statement)
  return expected.every((word) => {
    const { value } = found.next()
    return value?.text.toLowerCase() === word.toLowerCase()
  })
}

/** The name that follows the given word, and `IF [NOT] EXISTS` or `ONLY` behind it; null when there is none. */
export function nameAfter(statement: string, word: string): QualifiedName | null {
  const found = [...words(statement)]
  let at = found.findIndex((each) => each.kind === 'word' && each.text.toLowerCase() === word) + 1
  if (at === 0) return null
  while (found[at]?.kind === 'word' && /^(if|not|exists|only)$/i.test(found[at]?.text ?? '')) at += 1
  return qualifiedName(found.slice(at))
}

/** The name these tokens begin with; null when they don't. */
export function qualifiedName([first, dot, second]: readonly Word[]): QualifiedName | null {
  const name = nameOf(first)
  if (name === null) return null
  const member = dot?.kind === 'other' && dot.text === '.' ? nameOf(second) : null
  return member === null ? { schema: null, name } : { schema: name, name: member }
}

function nameOf(token: Word | undefined): string | null {
  if (token?.kind === 'quoted') return token.text.slice(1, -1).replaceAll('""', '"')
  return token?.kind === 'word' ? token.text.toLowerCase() : null
}

/** The columns and constraints of a CREATE TABLE: what stands between its brackets, cut at the commas. */
export function definitions(statement: string): readonly Part[] {
  const cuts: number[] = []
  let depth = 0
  for (const { kind, text, offset } of words(statement)) {
    if (kind === 'open') {
      depth += 1
      if (depth === 1 && cuts.length === 0) cuts.push(offset + 1)
    } else if (kind === 'close') {
      depth -= 1
      if (depth === 0) {
        cuts.push(offset + 1)
        break
      }
    } else if (kind === 'other') {
      for (const [index, character] of [...text].entries()) {
        if (character === '[') depth += 1
        else if (character === ']') depth -= 1
        else if (character === ',' && depth === 1) cuts.push(offset + index + 1)
      }
    }
  }
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    return { text: statement.slice(start, end - 1), offset: start }
  })
}
