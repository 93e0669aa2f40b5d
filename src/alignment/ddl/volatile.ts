import { tokenize } from '../../model/tokens.ts'
import { isStableFunction } from './catalog-facts.ts'
import type { Situation } from './statement.ts'
import { plain } from './text.ts'

/** Functions of Postgres of which it knows that they give one value to all rows of a statement. */
const stable = new Set(
  `now transaction_timestamp statement_timestamp timezone date_trunc date_part extract to_char current_setting
  current_database current_schema make_date make_interval make_timestamp make_timestamptz to_timestamp to_date age
  lower upper concat length abs round floor ceil coalesce greatest least nullif jsonb_build_object jsonb_build_array
  json_build_object json_build_array array_fill md5 decode encode trim btrim replace repeat row`.split(/\s+/),
)

/** Words that stand before a bracket and are no function. */
const syntax = new Set([
  'array',
  'in',
  'any',
  'and',
  'or',
  'not',
  'when',
  'then',
  'else',
  'case',
  'zone',
  'from',
])
const types = /^(?:second|numeric|character|varying|varchar|char|bit|timestamp|time|interval|bpchar|decimal)$/

/**
 * May a default be another one for each row? So it is taken of every function that is not known for the opposite.
 * https://www.postgresql.org/docs/current/xfunc-volatility.html
 */
export function isVolatile(expression: string, situation: Situation): boolean {
  const tokens = tokenize(expression)
  return tokens.some(({ kind, text }, at) => {
    if (tokens[at + 1]?.text !== '(' || (kind !== 'word' && kind !== 'name')) return false
    const schema = tokens[at - 1]?.text === '.' ? tokens[at - 2]?.text : undefined
    if (schema !== undefined) return !isStableFunction(plain(schema), plain(text), situation)
    const word = text.toLowerCase()
    return kind === 'name' || !(types.test(word) || syntax.has(word) || stable.has(word))
  })
}
