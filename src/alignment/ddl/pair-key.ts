import { joinForm } from '../../drift/join-tables.ts'
import { canonicalOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { constraintNamed, unless } from './guards.ts'
import { ident, qualified } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * Makes the unique index of a join table its primary key, at once: the index stays, and its columns hold no null. It
 * gets the name that Prisma gives the key. https://www.prisma.io/docs/orm/more/upgrade-guides/upgrading-versions/upgrading-to-prisma-6
 * @returns null where it has no such index, or is to have one in the place of its key
 */
export function promotePairKey(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema, mayExist }: Situation,
): readonly Statement[] | null {
  const { pairKey } = from
  const isIndex = pairKey?.id.kind === 'unique' && !told(pairKey).isSet('constraint')
  if (!isIndex || canonicalOf(to, joinForm) !== 'primary-key') return null
  const table = qualified(id, schema)
  const key = { kind: 'primary-key', schema: id.schema, table: id.name, name: `${id.name}_AB_pkey` } as const
  const index = ident(pairKey.id.name)
  const sql = `ALTER TABLE ${table} ADD CONSTRAINT ${ident(key.name)} PRIMARY KEY USING INDEX ${index}`
  return [
    statement(mayExist ? unless(constraintNamed(key, schema), [sql]) : sql, {
      undo: [
        `ALTER TABLE ${table} DROP CONSTRAINT ${ident(key.name)}`,
        `CREATE UNIQUE INDEX ${index} ON ${table}("A", "B")`,
      ].join(';\n'),
      lock: 'ACCESS EXCLUSIVE',
      table: id,
    }),
  ]
}
