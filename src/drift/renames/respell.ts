import type { AttributeValue } from '../../model/catalog.ts'
import { type Token, tokenize } from '../../model/tokens.ts'

/** By a name of a line: the names that the database has for it. One name may stand for objects of several places. */
export type Respelling = ReadonlyMap<string, ReadonlySet<string>>

/** Makes a respelling of single pairs of names. */
export function respelling(pairs: readonly (readonly [own: string, database: string])[]): Respelling {
  const found = new Map<string, Set<string>>()
  for (const [own, other] of pairs) found.set(own, (found.get(own) ?? new Set()).add(other))
  return found
}

/**
 * Do two texts of SQL, or lists of such texts, say the same but for these names? They are compared token by token,
 * so a name is one only where it stands as a name, quoted or not.
 */
export function respell(own: AttributeValue, database: AttributeValue, spelling: Respelling): boolean {
  if (typeof own === 'string' && typeof database === 'string') return sameTokens(own, database, spelling)
  if (!Array.isArray(own) || !Array.isArray(database) || own.length !== database.length) return false
  return own.every((text: string, index) => sameTokens(text, database[index] ?? '', spelling))
}

/** The name that a token is, without its quotes; null for what is no name. */
export function nameOfToken({ kind, text }: Token): string | null {
  if (kind === 'name') return text.slice(text.indexOf('"') + 1, -1).replaceAll('""', '"')
  return kind === 'word' ? text : null
}

function sameTokens(own: string, database: string, spelling: Respelling): boolean {
  if (own === database) return true
  const [ours, theirs] = [tokenize(own), tokenize(database)]
  return (
    ours.length === theirs.length && ours.every((token, index) => sameToken(token, theirs[index], spelling))
  )
}

function sameToken(own: Token, other: Token | undefined, spelling: Respelling): boolean {
  if (other === undefined) return false
  if (own.text === other.text) return true
  const [name, otherName] = [nameOfToken(own), nameOfToken(other)]
  return name !== null && otherName !== null && spelling.get(name)?.has(otherName) === true
}
