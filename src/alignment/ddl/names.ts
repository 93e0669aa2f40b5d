import type { SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { tokenize } from '../../model/tokens.ts'

/** A name in double quotes, as Prisma writes every name. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text as a constant of SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A list of names in brackets. */
export const idents = (names: readonly string[]): string => `(${names.map(ident).join(', ')})`

/** The name of a member of a schema; the schema is said where it is not the one that names live in. */
export function qualified({ schema, name }: Pick<SchemaMemberId, 'schema' | 'name'>, home: string): string {
  return schema === home ? ident(name) : `${ident(schema)}.${ident(name)}`
}

/** The table of a column, index and so on. */
export function tableOf({ schema, table }: Pick<TableMemberId, 'schema' | 'table'>): SchemaMemberId {
  return { kind: 'table', schema, name: table }
}

/** A type as Postgres prints it, as a person writes it: built-in types in capitals, without the home schema. */
export function typeName(type: string, home: string): string {
  const own = type.startsWith(`${home}.`) ? type.slice(home.length + 1) : type
  if (/["'.]/.test(own)) return own
  if (own !== type) return ident(own.replace(/(\[\])+$/, '')) + (/(\[\])+$/.exec(own)?.[0] ?? '')
  return own
    .toUpperCase()
    .replace(/^TIMESTAMP(\(\d\))? WITH TIME ZONE/, 'TIMESTAMPTZ$1')
    .replace(/^TIMESTAMP(\(\d\))? WITHOUT TIME ZONE/, 'TIMESTAMP$1')
    .replace(/^CHARACTER VARYING/, 'VARCHAR')
    .replace(/^NUMERIC/, 'DECIMAL')
}

/** A default as a person writes it: a constant without the cast to the column's own type, names without the home schema. */
export function defaultText(text: string, type: string, home: string): string {
  const [, constant, cast] = /^('(?:[^']|'')*')::(.+)$/s.exec(text) ?? []
  const bare = (name: string) => name.replace(/\(.*\)/, '')
  return constant !== undefined && cast !== undefined && bare(cast) === bare(type)
    ? constant
    : unqualified(text, home)
}

/** An expression whose names leave out the schema that they live in anyway. */
function unqualified(text: string, home: string): string {
  const tokens = tokenize(text)
  let result = ''
  let at = 0
  tokens.forEach((token, index) => {
    const start = text.indexOf(token.text, at)
    const isHome = token.text === home && tokens[index + 1]?.text === '.' && tokens[index - 1]?.text !== '.'
    const isDot = token.text === '.' && tokens[index - 1]?.text === home && tokens[index - 2]?.text !== '.'
    result += text.slice(at, start) + (isHome || isDot ? '' : token.text)
    at = start + token.text.length
  })
  return result
}
