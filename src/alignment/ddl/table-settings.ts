import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { block } from './guards.ts'
import { literal, qualified } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * What tells the rows of a table apart where it is replicated.
 * @param from null for a table that is new
 */
export function replicaIdentity(
  to: CatalogObject,
  from: CatalogObject | null,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const said = (object: CatalogObject | null) => (object && told(object).text('replicaIdentity')) ?? 'default'
  const [was, is] = [said(from), said(to)]
  if (was === is) return []
  const text = (identity: string) => identityText(identity, qualified(id, schema))
  // An index must be there first.
  const part = is.startsWith('index') ? 'finish' : 'main'
  return [statement(text(is), { undo: from && text(was), lock: 'ACCESS EXCLUSIVE', table: id, part })]
}

/** By which index is known by its columns, as its name may be another in each database. */
function identityText(identity: string, table: string): string {
  const columns = /^index \((.*)\)$/s.exec(identity)?.[1]
  if (columns === undefined) return `ALTER TABLE ${table} REPLICA IDENTITY ${identity.toUpperCase()}`
  const format = literal(`ALTER TABLE ${table.replaceAll('%', '%%')} REPLICA IDENTITY USING INDEX %I`)
  return block([
    `EXECUTE (SELECT format(${format}, min(relname COLLATE "C"))
    FROM (SELECT relname, string_agg(quote_ident(attname), ', ' ORDER BY place) AS columns
      FROM pg_index JOIN pg_class c ON c.oid = indexrelid
      CROSS JOIN unnest(indkey::int2[]) WITH ORDINALITY k(number, place)
      JOIN pg_attribute ON attrelid = indrelid AND attnum = number
      WHERE indrelid = ${literal(table)}::regclass AND indisunique AND indimmediate AND indpred IS NULL
      GROUP BY relname) own
    WHERE columns = ${literal(columns)})`,
  ])
}

const securities: Readonly<Record<string, readonly [string, string]>> = {
  off: ['DISABLE', 'NO FORCE'],
  on: ['ENABLE', 'NO FORCE'],
  forced: ['ENABLE', 'FORCE'],
}

/**
 * Who is held to the policies of a table.
 * @param from null for a table that is new
 */
export function rowSecurity(
  to: CatalogObject,
  from: CatalogObject | null,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const said = (object: CatalogObject | null) =>
    securities[(object && told(object).text('rowSecurity')) ?? 'off'] ?? ['DISABLE', 'NO FORCE']
  const [was, is] = [said(from), said(to)]
  const clause = (word: string) => `ALTER TABLE ${qualified(id, schema)} ${word} ROW LEVEL SECURITY`
  return is.flatMap((word, at) => {
    const other = was[at] ?? word
    if (word === other) return []
    return [statement(clause(word), { undo: from && clause(other), lock: 'ACCESS EXCLUSIVE', table: id })]
  })
}
