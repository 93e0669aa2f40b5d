import { ScriptError } from './script-error.ts'

export interface DatabaseWatch {
  /** Takes a `\connect` line. */
  connect(line: string): void
  /** Takes a statement, before it runs. Throws a ScriptError at the first one for a second database. */
  take(statement: string, line: number): void
}

/**
 * All that a dump of pg_dumpall, or of pg_dump --create, holds for its one database goes into ours; the
 * maintenance databases of the cluster, which hold nothing, pass by.
 */
export function createDatabaseWatch(): DatabaseWatch {
  let current: string | null = null
  let filled: { readonly database: string | null } | null = null
  return {
    connect(line) {
      const target = line.replace(/^\\c(?:onnect)?\s*(?:-reuse-previous=\w+\s*)?/, '')
      if (!target.startsWith('- ')) current = databaseName(target)
    },
    take(statement, line) {
      if (!/^(?:CREATE|COPY|INSERT)\s+(?!(?:DATABASE|ROLE|USER|GROUP|TABLESPACE)\s)/i.test(statement)) return
      filled ??= { database: current }
      if (filled.database === current) return
      throw new ScriptError(
        'unsupported',
        `it holds several databases (${filled.database ?? 'one without a name'} and ${current ?? 'one without a name'}); dump the application’s alone, with pg_dump`,
        line,
      )
    },
  }
}

/** `app`, `"a b"`, `"dbname='a b'"` */
function databaseName(target: string): string {
  const text = target.trim().replace(/^"(.*)"$/, '$1')
  return /^dbname='(.*)'$/.exec(text)?.[1] ?? text
}
