import { castAt, type Rule, rewriteEach } from './rewrite.ts'
import { call, isParenthesis, isWord, print, word } from './tree.ts'

/** What servers older than 10 print for the words of SQL, by the type without its precision. */
const moments = new Map([
  ['timestamp with time zone', call('now')],
  ['timestamp without time zone', [word('LOCALTIMESTAMP')]],
  ['date', [word('CURRENT_DATE')]],
])

/**
 * The moment the transaction began has one name: `CURRENT_TIMESTAMP`, with or without precision, and
 * `transaction_timestamp()` are `now()`. https://www.postgresql.org/docs/current/functions-datetime.html
 */
export const nameTransactionStart: Rule = rewriteEach((nodes, index) => {
  const node = nodes[index]
  const next = nodes[index + 1]
  const precision = isParenthesis(next) ? 1 : 0
  if (isWord(node, 'CURRENT_TIMESTAMP')) return { length: 1 + precision, nodes: call('now') }
  if (isWord(node, 'LOCALTIMESTAMP')) return { length: 1 + precision, nodes: [word('LOCALTIMESTAMP')] }
  if (isWord(node, 'transaction_timestamp') && isParenthesis(next)) return { length: 2, nodes: call('now') }
  if (node?.kind !== 'literal' || node.text !== "'now'") return null
  const cast = castAt(nodes, index + 1)
  const moment = cast && moments.get(print(cast.type.filter((part) => !isParenthesis(part))))
  return moment ? { length: 1 + cast.length, nodes: moment } : null
})

const ofSeconds = ['timestamp', 'time', 'interval']

/**
 * Six digits behind the second are all that Postgres keeps, and what a type without a precision keeps.
 * https://www.postgresql.org/docs/current/datatype-datetime.html
 */
export const dropFullPrecision: Rule = rewriteEach((nodes, index) => {
  const [type, precision] = [nodes[index], nodes[index + 1]]
  if (!type || !ofSeconds.some((word) => isWord(type, word)) || !isParenthesis(precision)) return null
  return print(precision.items) === '6' ? { length: 2, nodes: [type] } : null
})
