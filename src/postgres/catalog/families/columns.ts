import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { joinComment, qualifiedName, scope } from '../scope.ts'
import { ownSequence, type SequenceParameters, sequenceParameters, unusualParameters } from '../sequences.ts'

interface Row {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly expression: string | null
  readonly identity: string
  readonly generated: string
  readonly serial: boolean
  readonly sequence: SequenceParameters | null
  readonly collation: string | null
  readonly identityHint: string
  readonly position: number
  readonly comment: string | null
}

const identities: Readonly<Record<string, string>> = { a: 'always', d: 'by-default' }
const storages: Readonly<Record<string, string>> = { s: 'stored', v: 'virtual' }

/** A NOT NULL that was never validated (18 and newer) lets the nulls be that are there. */
const unvalidated = `EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n'
  AND n.conkey = ARRAY[a.attnum] AND NOT n.convalidated)`

export const columns = family<Row>({
  attributes: {
    column: {
      type: 'with its length or precision, as in `character varying(40)`',
      nullable: 'may it hold nulls?',
      default:
        'the expression; null without one. To compare: `serial` where it draws from the column’s own sequence',
      identity: '`always`, `by-default` or null',
      generated: 'the expression of a generated column, else null',
      generatedKind: '`stored`, `virtual` or null',
      collation: 'where it is not the one of the type, else null',
      sequence:
        'what someone set of the sequence that counts it up, as in `increment 10, start 1000`; null where all is as by default',
    },
  },
  sql: (major) => `
    WITH ${scope}, ${ownSequence}
    SELECT t.schema, t.name AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
      NOT a.attnotnull ${major >= 18 ? `OR ${unvalidated}` : ''} AS nullable,
      pg_get_expr(d.adbin, d.adrelid) AS expression, a.attidentity AS identity, a.attgenerated AS generated,
      own.serial IS TRUE AS serial, 
      CASE WHEN s.seqrelid IS NOT NULL THEN (SELECT to_json(p) FROM (SELECT ${sequenceParameters}) p) END AS sequence,
      CASE WHEN a.attcollation <> y.typcollation THEN ${qualifiedName('n.nspname', 'c.collname')} END AS collation,
      a.attrelid || '.' || a.attnum AS "identityHint", a.attnum::int AS position, note.description AS comment
    FROM own_table t
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type y ON y.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN own_sequence own ON own.relation = a.attrelid AND own.number = a.attnum
    LEFT JOIN pg_sequence s ON s.seqrelid = own.sequence
    LEFT JOIN pg_collation c ON c.oid = a.attcollation
    LEFT JOIN pg_namespace n ON n.oid = c.collnamespace
    ${joinComment('pg_class', 'a.attrelid', 'a.attnum')}`,
  object: (row, canonical) => {
    const { schema, table, name, type, nullable, expression, collation } = row
    const isGenerated = row.generated !== ''
    const default_ = isGenerated ? null : expression
    const generated = isGenerated ? expression : null
    const serial = row.serial && default_ !== null && /^nextval\('(?:[^']|'')*'::regclass\)$/.test(default_)
    return {
      id: { kind: 'column', schema, table, name },
      attributes: {
        type,
        nullable,
        default: default_,
        identity: identities[row.identity] ?? null,
        generated,
        generatedKind: storages[row.generated] ?? null,
        collation,
        sequence: row.sequence && unusualParameters(row.sequence),
      },
      canonical: {
        type: canonical.expression(type),
        default: serial ? 'serial' : default_ && canonical.default(default_, type),
        generated: generated && canonical.expression(generated),
        collation: collation && canonical.expression(collation),
      },
      parent: objectKey({ kind: 'table', schema, name: table }),
      hints: { identity: row.identityHint, position: row.position },
    }
  },
})
