import type { CatalogObject } from '../../model/catalog.ts'
import { tokenize } from '../../model/tokens.ts'
import { told } from './attributes.ts'

/** An argument of a function. */
export interface Argument {
  /** With its mode, name and type: `INOUT n integer`. */
  readonly declaration: string
  /** Null where it must be passed. */
  readonly default: string | null
}

/** The arguments of a function, as `pg_get_function_arguments` prints them. */
export function argumentsOf(routine: CatalogObject): readonly Argument[] {
  const text = told(routine).text('arguments') ?? ''
  if (text === '') return []
  const parts: string[] = ['']
  const defaults: (string | null)[] = [null]
  let [depth, from] = [0, 0]
  for (const { kind, text: token } of tokenize(text)) {
    const start = text.indexOf(token, from)
    const gap = text.slice(from, start)
    from = start + token.length
    depth += token === '(' || token === '[' ? 1 : token === ')' || token === ']' ? -1 : 0
    const last = parts.length - 1
    const value = defaults[last] ?? null
    if (depth === 0 && token === ',') {
      parts.push('')
      defaults.push(null)
    } else if (depth === 0 && kind === 'word' && token === 'DEFAULT' && value === null) defaults[last] = ''
    else if (value === null) parts[last] += gap + token
    else defaults[last] = value + gap + token
  }
  return parts.map((part, at) => ({ declaration: part.trim(), default: defaults[at]?.trim() ?? null }))
}
