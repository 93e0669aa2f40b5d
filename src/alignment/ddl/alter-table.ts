import { joinForm } from '../../drift/join-tables.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { unless, where } from './guards.ts'
import type { Alteration } from './kind.ts'
import { ident, literal, qualified } from './names.ts'
import { optionClauses } from './options.ts'
import { promotePairKey } from './pair-key.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { replicaIdentity, rowSecurity } from './table-settings.ts'
import { unqualified } from './text.ts'

/**
 * How a table is stored, guarded and replicated. How it is divided, what it is typed by and what it inherits from
 * is not changed of a table that has rows.
 */
export function alterTable(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  situation: Situation,
  differs: ReadonlySet<string>,
): Alteration {
  if (['partitionBy', 'ofType'].some((name) => differs.has(name))) return null
  const promoted = differs.has(joinForm) ? promotePairKey(from, to, id, situation) : []
  if (promoted === null) return null
  const on = `ALTER TABLE ${qualified(id, situation.schema)}`
  const rewrite = (attribute: string, clause: (value: string) => string) => {
    const text = (object: CatalogObject) => `${on} ${clause(told(object).text(attribute) ?? '')}`
    if (!differs.has(attribute)) return []
    return [
      statement(text(to), {
        undo: text(from),
        lock: 'ACCESS EXCLUSIVE',
        table: id,
        hazards: ['table-rewrite', 'blocks-reads', 'blocks-writes'],
      }),
    ]
  }
  return [
    ...rewrite('persistence', (value) => `SET ${value === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`),
    // Since version 15.
    ...rewrite('accessMethod', (value) => `SET ACCESS METHOD ${ident(value)}`),
    ...(differs.has('inherits') ? alterParents(from, to, id, situation) : []),
    ...(differs.has('options') ? [alterOptions(from, to, id, on)] : []),
    ...(differs.has('replicaIdentity') ? replicaIdentity(to, from, id, situation) : []),
    ...(differs.has('rowSecurity') ? rowSecurity(to, from, id, situation) : []),
    ...(promoted ?? []),
  ]
}

/** The order of the parents is that in which they came, so all that come after the first other one go and come anew. */
function alterParents(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema, mayExist }: Situation,
): readonly Statement[] {
  const [had, wanted] = [told(from).list('inherits'), told(to).list('inherits')]
  const same = had.findIndex((parent, at) => parent !== wanted[at])
  const kept = same < 0 ? had.length : same
  const facts = { lock: 'ACCESS EXCLUSIVE', table: id } as const
  const clause = (word: string, parent: string) =>
    `ALTER TABLE ${qualified(id, schema)} ${word} ${unqualified(parent, schema)}`
  const change = (word: 'INHERIT' | 'NO INHERIT', parent: string) => {
    const sql = clause(word, parent)
    const link = `SELECT FROM pg_inherits WHERE inhrelid = ${literal(qualified(id, schema))}::regclass
    AND inhparent = ${literal(unqualified(parent, schema))}::regclass`
    if (!mayExist) return sql
    return word === 'INHERIT' ? unless(link, [sql]) : where(link, [sql])
  }
  return [
    ...had
      .slice(kept)
      .toReversed()
      .map((parent) =>
        statement(change('NO INHERIT', parent), { ...facts, undo: clause('INHERIT', parent) }),
      ),
    ...wanted
      .slice(kept)
      .map((parent) =>
        statement(change('INHERIT', parent), { ...facts, undo: clause('NO INHERIT', parent) }),
      ),
  ]
}

/** Most parameters are set beside writers: https://www.postgresql.org/docs/current/sql-altertable.html */
function alterOptions(from: CatalogObject, to: CatalogObject, id: SchemaMemberId, on: string): Statement {
  const [was, is] = [told(from).list('options'), told(to).list('options')]
  const text = (wanted: readonly string[], given: readonly string[]) =>
    `${on} ${optionClauses(wanted, given).join(', ')}`
  const isHeavy = [...was, ...is].some((option) => option.startsWith('user_catalog_table='))
  return statement(text(is, was), {
    undo: text(was, is),
    lock: isHeavy ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE',
    table: id,
  })
}
