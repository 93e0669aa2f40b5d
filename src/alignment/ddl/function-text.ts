import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { dollarQuoted, ident, literal, qualified, routineName } from './names.ts'
import { unqualified } from './text.ts'

/** CREATE OR REPLACE of a function or procedure: a clause a line where it is not as usual. */
export function routineText(object: CatalogObject, id: SchemaMemberId, home: string): string {
  const { text, list, isSet } = told(object)
  const kind = text('kind')
  const isFunction = kind !== 'procedure'
  const language = text('language') ?? 'sql'
  const usualCost = language === 'c' || language === 'internal' ? '1' : '100'
  const [returns, volatility, parallel] = [text('returns'), text('volatility'), text('parallel')]
  const [cost, rows] = [text('cost'), text('rows')]
  const name = qualified({ ...id, name: routineName(id) }, home)
  const clauses = [
    `CREATE OR REPLACE ${isFunction ? 'FUNCTION' : 'PROCEDURE'} ${name}(${unqualified(text('arguments') ?? '', home)})`,
    returns !== null && `RETURNS ${unqualified(returns, home)}`,
    `LANGUAGE ${/^[a-z]+$/.test(language) ? language : ident(language)}`,
    kind === 'window' && 'WINDOW',
    isFunction && volatility !== null && volatility !== 'volatile' && volatility.toUpperCase(),
    isSet('strict') && 'STRICT',
    isSet('securityDefiner') && 'SECURITY DEFINER',
    isSet('leakproof') && 'LEAKPROOF',
    isFunction && parallel !== null && parallel !== 'unsafe' && `PARALLEL ${parallel.toUpperCase()}`,
    isFunction && cost !== null && cost !== usualCost && `COST ${cost}`,
    isFunction && rows !== null && rows !== '0' && rows !== '1000' && `ROWS ${rows}`,
    ...list('settings').map(setting),
  ]
  const head = clauses.filter((clause) => clause !== false).join('\n')
  return `${head}\n${bodyText(text('body') ?? '', language, home)}`
}

/** These hold names, which are kept in quotes where they need them; any other setting is one text. */
const lists =
  /^(?:search_path|temp_tablespaces|(?:local|session|shared)_preload_libraries|unix_socket_directories)$/i

/** `search_path=public, pg_temp` as SET has it. */
function setting(option: string): string {
  const [name = '', value = ''] = option.split(/=(.*)/s)
  const own = name.split('.').map((part) => (/^[A-Za-z_]\w*$/.test(part) ? part : ident(part)))
  const isNames = lists.test(name) && value !== '""'
  return `SET ${own.join('.')} TO ${isNames ? value : literal(value === '""' ? '' : value)}`
}

/** What is kept parsed stands as it is; any other body between quotes that it does not hold. */
function bodyText(body: string, language: string, home: string): string {
  if (language === 'sql' && /^\s*(?:RETURN\b|BEGIN ATOMIC\b)/i.test(body)) return unqualified(body, home)
  if (language === 'internal') return `AS ${literal(body)}`
  if (language === 'c') return `AS ${body.split(', ').toReversed().map(literal).join(', ')}`
  return `AS ${dollarQuoted(`${body}\n`)}`
}
