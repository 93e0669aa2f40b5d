import { family } from '../family.ts'
import { firstUserOid } from '../scope.ts'

interface Row {
  readonly name: string
  readonly version: string
  readonly schema: string
  readonly comment: null
}

export const extensions = family<Row>({
  attributes: {
    extension: {
      version: 'its version; shown and not compared, as no dump carries it',
      schema: 'the schema of its objects',
    },
  },
  // Its comment comes with the extension, in the words of its version.
  sql: () => `
    SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema, NULL AS comment
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.oid >= ${firstUserOid}`,
  object: ({ name, version, schema }) => ({
    id: { kind: 'extension', name },
    attributes: { version, schema },
    // The restored production has the version of this server, whatever it was.
    canonical: { version: null },
    parent: null,
  }),
})
