import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, qualifiedName, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly names: readonly string[]
  readonly types: readonly string[]
  readonly collations: readonly string[]
  readonly comment: string | null
}

const ofFields = (value: string) =>
  `coalesce((SELECT array_agg(${value} ORDER BY a.attnum) FROM pg_attribute a
    JOIN pg_type y ON y.oid = a.atttypid
    LEFT JOIN pg_collation k ON k.oid = a.attcollation
    LEFT JOIN pg_namespace n ON n.oid = k.collnamespace
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '{}')`

/** Types that were made as such; every table and view has one too, which is part of it. */
export const composites = family<Row>({
  attributes: {
    composite: { fields: 'each as `name type`, with COLLATE where it is not the one of the type; in order' },
  },
  sql: () => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name, ${ofFields('quote_ident(a.attname)')} AS names,
      ${ofFields('format_type(a.atttypid, a.atttypmod)')} AS types,
      ${ofFields(`CASE WHEN a.attcollation IN (0, y.typcollation) THEN ''
        ELSE ${qualifiedName('n.nspname', 'k.collname')} END`)} AS collations, note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
    JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    ${joinComment('pg_type', 't.oid')}
    WHERE ${ownObject('pg_type', 't.oid')}`,
  object: ({ schema, name, names, types, collations }, canonical) => {
    const fields = (spell: (text: string) => string) =>
      names.map((field, index) => {
        const collation = spell(collations[index] ?? '')
        return `${field} ${spell(types[index] ?? '')}${collation === '' ? '' : ` COLLATE ${collation}`}`
      })
    return {
      id: { kind: 'composite', schema, name },
      attributes: { fields: fields((text) => text) },
      canonical: { fields: fields(canonical.expression) },
      parent: objectKey({ kind: 'schema', name: schema }),
    }
  },
})
