import { type Token, tokenize } from '../model/tokens.ts'
import { nameOfToken } from './renames/respell.ts'

/** What may set two texts apart without setting their meanings apart. */
export interface Leeway {
  /** The names of a line, as the database has them. */
  readonly names: ReadonlyMap<string, string>
  /** The labels of a line, as the database has them. */
  readonly labels: ReadonlyMap<string, string>
  /** Has a column another type, so that other casts stand around it? */
  readonly retyped: boolean
}

/** Do two texts of SQL mean the same, as far as the leeway goes? */
export function meansTheSame(own: string, database: string, leeway: Leeway): boolean {
  return meaning(own, leeway) === meaning(database, leeway)
}

function meaning(text: string, { names, labels, retyped }: Leeway): string {
  const told = tokenize(text).map((token) => {
    const name = nameOfToken(token)
    if (name !== null) return names.get(name) ?? name
    const label = token.kind === 'literal' ? labelOf(token) : null
    return label === null ? token.text : literal(labels.get(label) ?? label, retyped)
  })
  const plain = retyped ? withoutCasts(told) : told
  return withoutAliases(plain, names).join(' ')
}

/** A column that was renamed keeps its old name as the output of a view: `full_name AS name`. */
function withoutAliases(tokens: readonly string[], names: ReadonlyMap<string, string>): readonly string[] {
  const renamed = new Set(names.values())
  return tokens.filter((token, at) => {
    const column =
      token.toUpperCase() === 'AS' ? at - 1 : tokens[at - 1]?.toUpperCase() === 'AS' ? at - 2 : -1
    return !(renamed.has(tokens[column] ?? '') && tokens[column] === tokens[column + 2])
  })
}

const typeWords = new Set(['varying', 'precision', 'with', 'without', 'time', 'zone'])

/** Leaves out casts and all brackets, which come and go with them. */
function withoutCasts(tokens: readonly string[]): readonly string[] {
  const plain: string[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at] === '::') at = endOfType(tokens, at + 1) - 1
    else if (tokens[at] !== '(' && tokens[at] !== ')') plain.push(tokens[at] ?? '')
  }
  return plain
}

/** Where a type ends: `public."Role"[]`, `character varying(40)`, `timestamp(3) without time zone`. */
function endOfType(tokens: readonly string[], start: number): number {
  let at = start + 1
  for (;;) {
    const [token = '', next = ''] = [tokens[at], tokens[at + 1]]
    if (token === '.') at += 2
    else if (token === '[' && next === ']') at += 2
    else if (token === '(' && /^\d+$/.test(next)) at = tokens.indexOf(')', at) + 1
    else if (typeWords.has(token.toLowerCase())) at += 1
    else return at
  }
}

function labelOf({ text }: Token): string | null {
  return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : null
}

/** A number in quotes is one without, where only its type tells them apart. */
function literal(text: string, retyped: boolean): string {
  return retyped && /^-?\d+(?:\.\d+)?$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`
}
