/** What has no parent: a schema or an extension of the database, a migration or a file of the repository. */
const rootKinds = ['schema', 'extension', 'migration', 'file'] as const
type RootKind = (typeof rootKinds)[number]

/** What lives directly in a schema. */
const schemaMemberKinds = [
  'table',
  'view',
  'materialized-view',
  'enum',
  'domain',
  'composite',
  'range',
  'collation',
  'sequence',
  'function',
] as const
type SchemaMemberKind = (typeof schemaMemberKinds)[number]

/** What lives on a table or a view. */
const tableMemberKinds = [
  'column',
  'index',
  'primary-key',
  'unique',
  'foreign-key',
  'check',
  'exclusion',
  'trigger',
  'policy',
] as const
type TableMemberKind = (typeof tableMemberKinds)[number]

export type ObjectKind = RootKind | SchemaMemberKind | TableMemberKind

/** Every kind of object that there is. */
export const objectKinds: readonly ObjectKind[] = [...rootKinds, ...schemaMemberKinds, ...tableMemberKinds]

export interface RootId {
  readonly kind: RootKind
  readonly name: string
}

export interface SchemaMemberId {
  readonly kind: SchemaMemberKind
  readonly schema: string
  readonly name: string
}

export interface TableMemberId {
  readonly kind: TableMemberKind
  readonly schema: string
  readonly table: string
  readonly name: string
}

/** The identity of an object. Names are the database's own, unquoted. */
export type ObjectId = RootId | SchemaMemberId | TableMemberId

/**
 * The one text form of an identity: equal for equal identities, different for different ones whatever
 * characters the names hold. Used as a map key and to sort, never shown.
 */
export function objectKey(id: ObjectId): string {
  if ('table' in id) return JSON.stringify([id.schema, id.table, id.kind, id.name])
  if ('schema' in id) return JSON.stringify([id.schema, id.name, id.kind])
  return JSON.stringify([id.name, id.kind])
}

/** The name a person reads: `users.email`, with the schema in front where it is not `public`. */
export function objectName(id: ObjectId): string {
  if (!('schema' in id)) return id.name
  const path = 'table' in id ? [id.table, id.name] : [id.name]
  return (id.schema === 'public' ? path : [id.schema, ...path]).join('.')
}

/** Orders identities by schema, table and name, then kind; independent of the locale. */
export function compareObjects(a: ObjectId, b: ObjectId): number {
  return compareText(objectKey(a), objectKey(b))
}

/** Orders texts by UTF-16 code unit, as determinism asks for on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
