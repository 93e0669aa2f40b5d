import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { alterTable } from './alter-table.ts'
import { told } from './attributes.ts'
import { columnConstraints, columnDefinition } from './column-definition.ts'
import { commentOn } from './comments.ts'
import { grantsOn } from './grants.ts'
import { constraintBody } from './indexes.ts'
import type { Kind, Members } from './kind.ts'
import { ident, qualified } from './names.ts'
import { ownedSequence } from './owned-sequence.ts'
import { renameRelation } from './renames.ts'
import { type Situation, statement } from './statement.ts'
import { replicaIdentity, rowSecurity } from './table-settings.ts'
import { unqualified } from './text.ts'

/** A table with its columns and primary key and what is said of them, laid out as Prisma does. */
export const table: Kind<SchemaMemberId> = {
  create: (object, id, situation, members) => {
    const columns = members.columns.map((column) => ({ column, id: onTable(column, id) }))
    const sequences = columns.map((own) => ownedSequence(own.column, own.id, situation))
    const inside = [...columns, ...primaryKeyOf(members, id)]
    return [
      ...sequences.flatMap(({ before }) => before),
      statement(createText(object, id, members, situation), {
        undo: `DROP TABLE IF EXISTS ${qualified(id, situation.schema)}`,
      }),
      ...sequences.flatMap(({ after }) => after),
      ...replicaIdentity(object, null, id, situation),
      ...rowSecurity(object, null, id, situation),
      ...inside.flatMap((own) => [
        ...commentOn(null, own.column, own.id, situation),
        ...grantsOn(null, own.column, own.id, situation),
      ]),
    ]
  },
  alter: alterTable,
  drop: (_, id, { schema }) =>
    statement(`DROP TABLE IF EXISTS ${qualified(id, schema)}`, {
      lock: 'ACCESS EXCLUSIVE',
      table: id,
      hazards: ['data-loss'],
      irreversible: 'Its rows are gone.',
    }),
  rename: (_, id, name, situation) => renameRelation('ALTER TABLE', id, name, situation, 'ACCESS EXCLUSIVE'),
}

function onTable(member: CatalogObject, { schema, name }: SchemaMemberId): TableMemberId {
  const kind = member.id.kind === 'primary-key' ? 'primary-key' : 'column'
  return { kind, schema, table: name, name: member.id.name }
}

function primaryKeyOf({ primaryKey }: Members, id: SchemaMemberId) {
  return primaryKey === null ? [] : [{ column: primaryKey, id: onTable(primaryKey, id) }]
}

function createText(
  object: CatalogObject,
  id: SchemaMemberId,
  { columns, primaryKey }: Members,
  { schema: home, mayExist }: Situation,
): string {
  const { text, list } = told(object)
  const [ofType, partitionBy, method] = [text('ofType'), text('partitionBy'), text('accessMethod')]
  const key =
    primaryKey === null ? [] : [`\n    CONSTRAINT ${ident(primaryKey.id.name)} ${constraintBody(primaryKey)}`]
  const own =
    ofType === null
      ? columns.map((column) => columnDefinition(column, home))
      : columns.flatMap((column) => {
          const more = columnConstraints(column, home)
          return more.length === 0 ? [] : [`${ident(column.id.name)} WITH OPTIONS ${more.join(' ')}`]
        })
  const parts = [...own.map((part) => `    ${part}`), ...key]
  const body = parts.length === 0 ? (ofType === null ? ' ()' : '') : ` (\n${parts.join(',\n')}\n)`
  const parents = list('inherits').map((parent) => unqualified(parent, home))
  return [
    `CREATE ${text('persistence') === 'unlogged' ? 'UNLOGGED ' : ''}TABLE ${mayExist ? 'IF NOT EXISTS ' : ''}`,
    qualified(id, home),
    ofType === null ? '' : ` OF ${unqualified(ofType, home)}`,
    body,
    parents.length === 0 ? '' : ` INHERITS (${parents.join(', ')})`,
    partitionBy === null ? '' : ` PARTITION BY ${unqualified(partitionBy, home)}`,
    method === null || method === 'heap' ? '' : ` USING ${ident(method)}`,
    list('options').length === 0 ? '' : ` WITH (${list('options').join(', ')})`,
  ].join('')
}
