import { unquote, words } from '../postgres/sql/head.ts'

/** What of a dump is left out, and how a message calls it. */
interface Omission {
  readonly what: string
  readonly pattern: RegExp
}

/**
 * Statements that a check does not need and that may need what a throwaway server lacks: roles, tablespaces,
 * other servers. Matched against a statement that begins with its first word.
 */
const omissions: readonly Omission[] = [
  { what: 'owners', pattern: /^ALTER\s.*\sOWNER\s+TO\s+(?:"(?:[^"]|"")*"|[^\s"';]+)\s*;?$/is },
  { what: 'owners', pattern: /^REASSIGN\s/i },
  { what: 'privileges', pattern: /^(?:GRANT|REVOKE|ALTER\s+DEFAULT\s+PRIVILEGES)\s/i },
  { what: 'roles', pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+(?:ROLE|USER(?!\s+MAPPING)|GROUP)\s/i },
  {
    what: 'roles',
    pattern: /^(?:SET|RESET)\s+(?:(?:SESSION|LOCAL)\s+)?(?:ROLE|(?:SESSION\s+)?AUTHORIZATION)\b/i,
  },
  { what: 'user mappings', pattern: /^(?:CREATE|ALTER|DROP)\s+USER\s+MAPPING\s/i },
  { what: 'databases', pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+DATABASE\s/i },
  { what: 'tablespaces', pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+TABLESPACE\s/i },
  { what: 'tablespaces', pattern: /^SET\s+default_tablespace\b/i },
  { what: 'tablespaces', pattern: /^ALTER\s.*\sSET\s+TABLESPACE\s+(?:"(?:[^"]|"")*"|[^\s"';]+)\s*;?$/is },
  { what: 'security labels', pattern: /^SECURITY\s+LABEL\s/i },
  { what: 'comments on extensions', pattern: /^COMMENT\s+ON\s+EXTENSION\s/i },
  { what: 'subscriptions', pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+SUBSCRIPTION\s/i },
  { what: 'settings of the server', pattern: /^ALTER\s+SYSTEM\s/i },
]

/**
 * What this statement is, where it is one to be left out; else null.
 * @param grants are the rights on what is compared to be kept?
 */
export function omitted(statement: string, grants: boolean): string | null {
  if (grants && isCompared(statement)) return null
  return omissions.find(({ pattern }) => pattern.test(statement))?.what ?? null
}

/** Does it give or take rights on an object of the database, or on those to come? Memberships are rights on nothing. */
function isCompared(statement: string): boolean {
  return (
    /^ALTER\s+DEFAULT\s+PRIVILEGES\s/i.test(statement) ||
    (/^(?:GRANT|REVOKE)\s.*\sON\s/is.test(statement) &&
      !/\sON\s+(?:DATABASE|TABLESPACE|PARAMETER|LANGUAGE|FOREIGN|LARGE)\s/i.test(statement))
  )
}

/** Extensions that only watch or tend a server: no table, type or function of an application is built on them. */
const tending = new Set([
  'auto_explain',
  'google_vacuum_mgmt',
  'pg_buffercache',
  'pg_prewarm',
  'pg_qualstats',
  'pg_repack',
  'pg_stat_kcache',
  'pg_stat_monitor',
  'pg_stat_statements',
  'pg_wait_sampling',
  'pgaudit',
  'pgstattuple',
  'system_stats',
])

const undefinedStates = ['3F000', '42P01', '42703', '42704', '42883']
const duplicateStates = ['42P06', '42710']

const dropInTable =
  /^ALTER\s+(?:TABLE|DOMAIN)\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?:"(?:[^"]|"")*"|[^\s"])+\s+(?:ALTER\s+(?:COLUMN\s+)?(?:"(?:[^"]|"")*"|[^\s"])+\s+)?DROP\s/i

/** Failures that a restore goes on after; `sqlstates` null: any. */
const tolerances: readonly (Omission & { readonly sqlstates: readonly string[] | null })[] = [
  {
    what: 'table access methods',
    pattern: /^SET\s+default_table_access_method\b/i,
    sqlstates: ['22023', '42704'],
  },
  {
    what: 'settings this server does not know',
    pattern: /^SET\s/i,
    sqlstates: ['42704', '22023', '42501', '0A000', '55P02'],
  },
  // pg_dump --clean drops what an empty database does not hold.
  { what: '', pattern: /^DROP\s/i, sqlstates: undefinedStates },
  { what: '', pattern: /^SELECT\s+pg_catalog\.lo_unlink\(/i, sqlstates: undefinedStates },
  { what: '', pattern: dropInTable, sqlstates: undefinedStates },
  { what: '', pattern: /^CREATE\s+(?:SCHEMA|EXTENSION|(?:\w+\s+)*LANGUAGE)\s/i, sqlstates: duplicateStates },
  { what: 'comments on what belongs to others', pattern: /^COMMENT\s/i, sqlstates: ['42501'] },
  { what: 'publications', pattern: /^(?:CREATE|ALTER|DROP|COMMENT\s+ON)\s+PUBLICATION\s/i, sqlstates: null },
  {
    what: 'event triggers',
    pattern: /^(?:CREATE|ALTER|COMMENT\s+ON)\s+EVENT\s+TRIGGER\s/i,
    sqlstates: ['42501', '42704'],
  },
  {
    what: 'privileges',
    pattern: /^(?:GRANT|REVOKE|ALTER\s+DEFAULT\s+PRIVILEGES)\s/i,
    sqlstates: [...undefinedStates, '42501', '0LP01'],
  },
  { what: 'rows of materialized views', pattern: /^REFRESH\s/i, sqlstates: null },
]

/**
 * What is left out when this statement fails with this SQLSTATE: an empty text where nothing is missing then,
 * null where the restore must stop.
 */
export function tolerated(statement: string, sqlstate: string): string | null {
  const extension = createdExtension(statement)
  if (extension !== null && tending.has(extension)) return `the extension ${extension}`
  const found = tolerances.find(({ pattern, sqlstates }) => {
    return pattern.test(statement) && (sqlstates === null || sqlstates.includes(sqlstate))
  })
  return found?.what ?? null
}

/** The name of the extension that a statement creates, else null. */
export function createdExtension(statement: string): string | null {
  const name = /^CREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?("(?:[^"]|"")+"|[\w$]+)/i.exec(statement)?.[1]
  return name === undefined ? null : unquote(name)
}

/** The statement without the tablespaces it names. */
export function withoutTablespaces(statement: string): string {
  if (!/^CREATE\s|^ALTER\s+TABLE\s/i.test(statement)) return statement
  const tokens = [...words(statement)]
  let result = ''
  let from = 0
  for (const [index, token] of tokens.entries()) {
    const name = tokens[index + 1]
    if (token.kind !== 'word' || token.text.toLowerCase() !== 'tablespace') continue
    if (name === undefined || (name.kind !== 'word' && name.kind !== 'quoted')) continue
    const isOfIndex = /^USING INDEX$/i.test(
      tokens
        .slice(Math.max(0, index - 2), index)
        .map(({ text }) => text)
        .join(' '),
    )
    const start = isOfIndex ? (tokens[index - 2]?.offset ?? token.offset) : token.offset
    result += statement.slice(from, start)
    from = name.offset + name.text.length
  }
  return result + statement.slice(from)
}
