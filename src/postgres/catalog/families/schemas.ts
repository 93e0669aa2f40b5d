import { family } from '../family.ts'
import { joinComment, ownObject, publicComment, scope } from '../scope.ts'

export const schemas = family<{ readonly name: string; readonly comment: string | null }>({
  attributes: { schema: {} },
  sql: () => `
    WITH ${scope}
    SELECT s.name, nullif(note.description, '${publicComment}') AS comment
    FROM own_schema s ${joinComment('pg_namespace', 's.oid')}
    WHERE ${ownObject('pg_namespace', 's.oid')}`,
  object: ({ name }) => ({ id: { kind: 'schema', name }, attributes: {}, canonical: {}, parent: null }),
})
