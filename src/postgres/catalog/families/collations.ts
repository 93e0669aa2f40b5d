import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly provider: string
  readonly deterministic: boolean
  readonly locale: string | null
  readonly lcCollate: string | null
  readonly lcCtype: string | null
  readonly rules: string | null
  readonly comment: string | null
}

/** Where a version keeps the locale of what is not of the C library. */
function locale(major: number): string {
  if (major >= 17) return 'c.colllocale'
  return major >= 15 ? 'c.colliculocale' : `CASE WHEN c.collprovider <> 'c' THEN c.collcollate END`
}

const ofLibrary = (column: string) => `CASE WHEN c.collprovider = 'c' THEN ${column} END`

/** Those that can be used in a database of this encoding. https://www.postgresql.org/docs/current/catalog-pg-collation.html */
export const collations = family<Row>({
  attributes: {
    collation: {
      provider: '`libc`, `icu`, `builtin` or `default`',
      deterministic: 'are texts equal only when their bytes are?',
      locale: 'of `icu` and `builtin`, else null',
      lcCollate: 'the order’s locale of `libc`, else null',
      lcCtype: 'the characters’ locale of `libc`, else null',
      rules: 'rules on top of the locale’s own (16 and newer), else null',
    },
  },
  sql: (major) => `
    WITH ${scope}
    SELECT s.name AS schema, c.collname AS name,
      CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'default' END AS provider,
      c.collisdeterministic AS deterministic, ${locale(major)} AS locale,
      ${ofLibrary('c.collcollate')} AS "lcCollate", ${ofLibrary('c.collctype')} AS "lcCtype",
      ${major >= 16 ? 'c.collicurules' : 'NULL'} AS rules, note.description AS comment
    FROM pg_collation c JOIN own_schema s ON s.oid = c.collnamespace ${joinComment('pg_collation', 'c.oid')}
    WHERE ${ownObject('pg_collation', 'c.oid')} AND c.collencoding IN (-1, (
      SELECT encoding FROM pg_database WHERE datname = current_database()))`,
  object: ({ schema, name, ...attributes }) => ({
    id: { kind: 'collation', schema, name },
    attributes,
    canonical: {},
    parent: objectKey({ kind: 'schema', name: schema }),
  }),
})
