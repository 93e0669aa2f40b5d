import type { ObjectId } from './object.ts'

/**
 * Compiles a glob for objects. It is matched against the whole name, case-sensitive: `schema.table.name`, and
 * without the schema where that is `public`; a migration, a file, an extension and a schema go by their name. `*` is
 * any run of characters within one part of the name, also none, `?` is one, `\` takes the next character as it is,
 * and `.` stands between two parts or for itself. A glob that matches a table or a view matches what is on it.
 */
export function objectGlob(glob: string): (id: ObjectId) => boolean {
  const pattern = compile(glob)
  return (id) => pathsOf(id).some((path) => pattern.test(path.join(separator)))
}

/** Compiles a glob for rules, with the same `*`, `?` and `\`. */
export function ruleGlob(glob: string): (rule: string) => boolean {
  const pattern = compile(glob)
  return (rule) => pattern.test(rule)
}

/** Compiles globs of rules or objects; matches a finding of one of these rules, or on one of these objects. */
export function findingGlob(
  globs: readonly string[],
): (finding: { readonly rule: string; readonly object: ObjectId }) => boolean {
  const wanted = globs.map((glob) => ({ isRule: ruleGlob(glob), isObject: objectGlob(glob) }))
  return ({ rule, object }) => wanted.some(({ isRule, isObject }) => isRule(rule) || isObject(object))
}

/** No name in Postgres and no path holds it. */
const separator = '\0'

function compile(glob: string): RegExp {
  const source = glob.replace(/\\([\s\S])|\*+|[\s\S]/gu, (token, escaped?: string) => {
    if (escaped !== undefined) return literal(escaped)
    if (token.startsWith('*')) return `[^${separator}]*`
    if (token === '?') return `[^${separator}]`
    return token === '.' ? `[.${separator}]` : literal(token)
  })
  return new RegExp(`^${source}$`, 'u')
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character
}

/** The names a glob may match, in their parts: the object's own, and that of the table it is on. */
function pathsOf(id: ObjectId): readonly (readonly string[])[] {
  if (!('schema' in id)) return [[id.name]]
  const own = 'table' in id ? [[id.table, id.name], [id.table]] : [[id.name]]
  return own.flatMap((path) =>
    id.schema === 'public' ? [[id.schema, ...path], path] : [[id.schema, ...path]],
  )
}
