import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectKind, SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { argumentsOf } from './arguments.ts'
import { builtIn, unqualified } from './text.ts'

/** A name in double quotes, as Prisma writes every name. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text as a constant of SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A text between dollar quotes that it does not hold. */
export function dollarQuoted(text: string): string {
  let tag = '$$'
  while (text.includes(tag)) tag = `$${tag.slice(1, -1)}_$`
  return tag + text + tag
}

/** A list of names in brackets. */
export const idents = (names: readonly string[]): string => `(${names.map(ident).join(', ')})`

/** Kinds whose names are looked for in pg_catalog first. */
const shadowed: readonly (ObjectKind | undefined)[] = ['enum', 'domain', 'composite', 'range', 'function']

/**
 * The name of a member of a schema. The schema is said where it is not the one that names live in, and where
 * Postgres has a type or function of that name itself.
 */
export function qualified(
  { schema, name, kind }: Pick<SchemaMemberId, 'schema' | 'name'> & { readonly kind?: ObjectKind },
  home: string,
): string {
  const isClear = schema === home && !(shadowed.includes(kind) && builtIn.has(name))
  return isClear ? ident(name) : `${ident(schema)}.${ident(name)}`
}

/** The table of a column, index and so on. */
export function tableOf({ schema, table }: Pick<TableMemberId, 'schema' | 'table'>): SchemaMemberId {
  return { kind: 'table', schema, name: table }
}

/** `ALTER TABLE "posts"`, of the table of a column, index and so on. */
export function alterTableOf(id: TableMemberId, home: string): string {
  return `ALTER TABLE ${qualified(tableOf(id), home)}`
}

/**
 * A name made of others, cut to the 63 bytes that Postgres keeps.
 * https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
export function cutName(stem: string, suffix: string): string {
  let cut = stem
  while (Buffer.byteLength(cut + suffix) > 63) cut = [...cut].slice(0, -1).join('')
  return cut + suffix
}

/** The name of a function without its types: `touch` of `touch(integer)`, whatever brackets it holds itself. */
export function routineName(id: Pick<SchemaMemberId, 'name'>): string {
  for (let at = id.name.indexOf('('); at >= 0; at = id.name.indexOf('(', at + 1))
    if (isBalanced(id.name.slice(at + 1, -1))) return id.name.slice(0, at)
  return id.name
}

function isBalanced(text: string): boolean {
  let depth = 0
  for (const character of text) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0
    if (depth < 0) return false
  }
  return depth === 0
}

/** A function as DROP, COMMENT and GRANT name it: with its arguments, without their defaults. */
export function signature(routine: CatalogObject, id: SchemaMemberId, home: string): string {
  const name = qualified({ ...id, name: routineName(id) }, home)
  const own = argumentsOf(routine).map(({ declaration }) => unqualified(declaration, home))
  return `${name}(${own.join(', ')})`
}
