import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly labels: readonly string[]
  readonly identity: string
  readonly comment: string | null
}

export const enums = family<Row>({
  attributes: { enum: { labels: 'the labels, in their order' } },
  sql: () => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name,
      ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
      t.oid::text AS identity, note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace ${joinComment('pg_type', 't.oid')}
    WHERE t.typtype = 'e' AND ${ownObject('pg_type', 't.oid')}`,
  object: ({ schema, name, labels, identity }) => ({
    id: { kind: 'enum', schema, name },
    attributes: { labels },
    canonical: {},
    parent: objectKey({ kind: 'schema', name: schema }),
    hints: { identity, position: null },
  }),
})
