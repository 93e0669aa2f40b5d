import { type Token, tokenize } from '../../model/tokens.ts'

/**
 * Names of pg_catalog, which is always searched first, that people also give to types and functions of their own:
 * these keep their schema. https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG
 */
export const builtIn: ReadonlySet<string> = new Set(
  `abs age any array_agg array_append array_length array_position array_remove array_to_string ascii avg bit bool box
  bpchar bytea ceil ceiling char char_length character cidr circle coalesce concat concat_ws count date date_part
  date_trunc daterange decode degrees digest div encode every exp first float4 float8 floor format gen_random_uuid
  generate_series greatest inet initcap int int2 int4 int4range int8 int8range interval json json_agg jsonb jsonb_agg
  last least left length line ln log lower lpad lseg ltrim macaddr max md5 min mod money name now nullif number
  numeric numrange oid overlaps path pi point polygon position power quote_ident quote_literal radians random rank
  record regclass regproc regtype repeat replace reverse right round row row_number row_to_json rpad rtrim sha256
  sign split_part sqrt string_agg strpos substr substring sum text tid time timestamp timestamptz timetz timezone
  to_char to_date to_json to_jsonb to_number to_timestamp translate trim trunc tsrange tstzrange unnest upper uuid
  varbit varchar void width_bucket xid xml`.split(/\s+/),
)

/** The name that a token stands for. */
export function plain(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
}

const isName = (token: Token | undefined): token is Token => token?.kind === 'word' || token?.kind === 'name'

/**
 * A text as Postgres prints it with an empty search path, without the schema that names live in anyway. Where that
 * schema's name may mean something else in it, the text stays as it is.
 */
export function unqualified(text: string, home: string): string {
  if (!text.includes(home)) return text
  const tokens = tokenize(text)
  const isHome = (at: number) => isName(tokens[at]) && plain(tokens[at].text) === home
  const leads = (at: number) => isHome(at) && tokens[at + 1]?.text === '.' && tokens[at - 1]?.text !== '.'
  if (tokens.some((_, at) => isHome(at) && !leads(at))) return text
  const goes = (at: number) => {
    const member = tokens[at + 2]
    return leads(at) && isName(member) && !builtIn.has(plain(member.text))
  }
  let result = ''
  let from = 0
  tokens.forEach((token, at) => {
    const start = text.indexOf(token.text, from)
    const end = start + token.text.length
    const isRegclass = tokens[at + 1]?.text === '::' && tokens[at + 2]?.text === 'regclass'
    const shown = isRegclass ? `'${unqualified(token.text.slice(1, -1), home)}'` : token.text
    const isGone = goes(at) || (token.text === '.' && goes(at - 1))
    result += text.slice(from, start) + (isGone ? '' : shown)
    from = end
  })
  return result + text.slice(from)
}

/** A type as Postgres prints it, as Prisma writes it: built-in ones in capitals, others without the home schema. */
export function typeName(type: string, home: string): string {
  if (/["'.]/.test(type)) return unqualified(type, home)
  return type
    .toUpperCase()
    .replace(/^TIME(STAMP)?(\(\d\))? WITH TIME ZONE/, 'TIME$1TZ$2')
    .replace(/^TIME(STAMP)?(\(\d\))? WITHOUT TIME ZONE/, 'TIME$1$2')
    .replace(/^CHARACTER VARYING/, 'VARCHAR')
    .replace(/^CHARACTER/, 'CHAR')
    .replace(/^BIT VARYING/, 'VARBIT')
    .replace(/^NUMERIC/, 'DECIMAL')
}

/** A default as a person writes it: a constant without the cast to the column's own type, a negative number bare. */
export function defaultText(text: string, type: string, home: string): string {
  const [, constant, cast] = /^('(?:[^']|'')*')::(.+)$/s.exec(text) ?? []
  if (constant === undefined || cast === undefined) return unqualified(text, home)
  if (/^(?:integer|numeric)$/.test(cast) && /^'-\d+(?:\.\d+)?'$/.test(constant)) return constant.slice(1, -1)
  const bare = (name: string) => name.replace(/\([\d,]*\)/, '')
  return bare(cast) === bare(type) ? constant : unqualified(text, home)
}
