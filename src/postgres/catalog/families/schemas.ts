import { family } from '../family.ts'
import { ownObject, scope } from '../scope.ts'

export const schemas = family<{ readonly name: string }>({
  attributes: { schema: {} },
  sql: () => `WITH ${scope} SELECT name FROM own_schema s WHERE ${ownObject('pg_namespace', 's.oid')}`,
  object: ({ name }) => ({ id: { kind: 'schema', name }, attributes: {}, canonical: {}, parent: null }),
})
