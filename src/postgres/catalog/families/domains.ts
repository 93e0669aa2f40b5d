import { compareText, objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, qualifiedName, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly default: string | null
  readonly collation: string | null
  readonly checks: readonly string[]
  readonly unvalidated: readonly boolean[]
  readonly checkNames: readonly string[]
  readonly comment: string | null
}

const own = `c.contypid = t.oid AND c.contype = 'c'`

export const domains = family<Row>({
  attributes: {
    domain: {
      type: 'the base type, with its length or precision',
      nullable: 'may it be null?',
      default: 'the expression; null without one',
      collation: 'where it is not the one of the base type, else null',
      checks: 'what must not be false, each with NOT VALID where it was not validated; sorted, without names',
    },
  },
  sql: () => `
    WITH ${scope}
    SELECT s.name AS schema, t.typname AS name, format_type(t.typbasetype, t.typtypmod) AS type,
      NOT t.typnotnull AS nullable, pg_get_expr(t.typdefaultbin, 0) AS default,
      CASE WHEN t.typcollation <> b.typcollation THEN ${qualifiedName('n.nspname', 'k.collname')} END AS collation,
      ARRAY(SELECT pg_get_expr(c.conbin, 0) FROM pg_constraint c WHERE ${own} ORDER BY c.oid) AS checks,
      ARRAY(SELECT NOT c.convalidated FROM pg_constraint c WHERE ${own} ORDER BY c.oid) AS unvalidated,
      ARRAY(SELECT c.conname::text FROM pg_constraint c WHERE ${own} ORDER BY c.oid) AS "checkNames",
      note.description AS comment
    FROM pg_type t JOIN own_schema s ON s.oid = t.typnamespace
    JOIN pg_type b ON b.oid = t.typbasetype
    LEFT JOIN pg_collation k ON k.oid = t.typcollation
    LEFT JOIN pg_namespace n ON n.oid = k.collnamespace
    ${joinComment('pg_type', 't.oid')}
    WHERE t.typtype = 'd' AND ${ownObject('pg_type', 't.oid')}`,
  object: ({ schema, name, unvalidated, checkNames, ...attributes }, canonical) => {
    const { type, default: default_, collation, checks } = attributes
    const each = (spell: (text: string) => string) =>
      checks
        .map((text, index) => (unvalidated[index] ? `${spell(text)} NOT VALID` : spell(text)))
        .sort(compareText)
    return {
      id: { kind: 'domain', schema, name },
      attributes: { ...attributes, checks: each((text) => text) },
      canonical: {
        type: canonical.expression(type),
        default: default_ && canonical.default(default_, type),
        collation: collation && canonical.expression(collation),
        checks: each(canonical.expression),
      },
      parent: objectKey({ kind: 'schema', name: schema }),
      checkNames: Object.fromEntries(checks.map((text, index) => [text, checkNames[index] ?? ''])),
    }
  },
})
