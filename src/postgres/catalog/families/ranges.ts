import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, qualifiedName, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly subtype: string
  readonly operatorClass: string | null
  readonly collation: string | null
  readonly canonicalFunction: string | null
  readonly differenceFunction: string | null
  readonly multirange: string | null
  readonly comment: string | null
}

const functionName = (oid: string) => `(SELECT ${qualifiedName('n.nspname', 'p.proname')}
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = ${oid})`

/** https://www.postgresql.org/docs/current/catalog-pg-range.html */
export const ranges = family<Row>({
  attributes: {
    range: {
      subtype: 'the type of its bounds',
      operatorClass: 'what orders the bounds, where it is not the default of the type; else null',
      collation: 'where it is not the one of the type, else null',
      canonicalFunction: 'what makes equal ranges the same, else null',
      differenceFunction: 'what measures the distance of two bounds, else null',
      multirange: 'the type of sets of it, with its schema (14 and newer); null before',
    },
  },
  sql: (major) => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name, format_type(r.rngsubtype, NULL) AS subtype,
      CASE WHEN NOT (o.opcdefault AND o.opcintype = r.rngsubtype)
        THEN ${qualifiedName('os.nspname', 'o.opcname')} END AS "operatorClass",
      CASE WHEN r.rngcollation <> b.typcollation
        THEN ${qualifiedName('cs.nspname', 'c.collname')} END AS collation,
      ${functionName('r.rngcanonical')} AS "canonicalFunction",
      ${functionName('r.rngsubdiff')} AS "differenceFunction",
      ${major >= 14 ? 'format_type(r.rngmultitypid, NULL)' : 'NULL'} AS multirange, note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
    JOIN pg_range r ON r.rngtypid = t.oid
    JOIN pg_type b ON b.oid = r.rngsubtype
    JOIN pg_opclass o ON o.oid = r.rngsubopc
    JOIN pg_namespace os ON os.oid = o.opcnamespace
    LEFT JOIN pg_collation c ON c.oid = r.rngcollation
    LEFT JOIN pg_namespace cs ON cs.oid = c.collnamespace
    ${joinComment('pg_type', 't.oid')}
    WHERE ${ownObject('pg_type', 't.oid')}`,
  object: ({ schema, name, ...attributes }, canonical) => {
    const { subtype, operatorClass, collation, canonicalFunction, differenceFunction } = attributes
    return {
      id: { kind: 'range', schema, name },
      attributes,
      canonical: {
        subtype: canonical.expression(subtype),
        operatorClass: operatorClass && canonical.expression(operatorClass),
        collation: collation && canonical.expression(collation),
        canonicalFunction: canonicalFunction && canonical.expression(canonicalFunction),
        differenceFunction: differenceFunction && canonical.expression(differenceFunction),
      },
      parent: objectKey({ kind: 'schema', name: schema }),
    }
  },
})
