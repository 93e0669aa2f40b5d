import { objectKey } from '../../../model/object.ts'
import { family } from '../family.ts'
import { bracketed, type Key, keys } from '../index-keys.ts'
import { joinComment, scope } from '../scope.ts'

interface Row extends Key {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly operators: readonly string[]
  readonly method: string
  readonly predicate: string | null
  readonly deferrable: boolean
  readonly initiallyDeferred: boolean
  readonly options: readonly string[]
  readonly comment: string | null
}

/** An exclusion constraint with the index that enforces it. */
export const exclusions = family<Row>({
  attributes: {
    exclusion: {
      columns: 'in the order of the key; an expression stands in round brackets, a column bare',
      operators: 'for each column, the one that must not hold between two rows',
      operatorClasses: 'for each column, where it is not the default of the type; else empty',
      collations: 'for each column, where it is not the column’s own; else empty',
      include: 'the columns that are only stored',
      method: '`gist`, `btree` or another',
      predicate: 'the condition that makes it partial, else null',
      deferrable: 'DEFERRABLE?',
      initiallyDeferred: 'INITIALLY DEFERRED?',
      options: 'storage parameters, as in `fillfactor=70`; sorted',
    },
  },
  sql: (major) => `
    WITH ${scope}
    SELECT t.schema, t.name AS table, con.conname AS name, m.amname AS method,
      ARRAY(SELECT CASE WHEN n.nspname = 'pg_catalog' THEN o.oprname::text
          ELSE 'OPERATOR(' || quote_ident(n.nspname) || '.' || o.oprname || ')' END
        FROM unnest(con.conexclop) WITH ORDINALITY k(operator, place)
        JOIN pg_operator o ON o.oid = k.operator JOIN pg_namespace n ON n.oid = o.oprnamespace
        ORDER BY k.place) AS operators,
      pg_get_expr(i.indpred, i.indrelid) AS predicate,
      con.condeferrable AS deferrable, con.condeferred AS "initiallyDeferred",
      ARRAY(SELECT o FROM unnest(x.reloptions) o ORDER BY o COLLATE "C") AS options,
      note.description AS comment, key.*
    FROM own_table t
    JOIN pg_constraint con ON con.conrelid = t.oid AND con.contype = 'x'
    JOIN pg_index i ON i.indexrelid = con.conindid
    JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_am m ON m.oid = x.relam
    ${joinComment('pg_constraint', 'con.oid')}
    CROSS JOIN LATERAL (${keys(major)}) key`,
  object: (
    { schema, table, name, expressions, orders: _orders, nulls: _nulls, ...attributes },
    canonical,
  ) => {
    const { columns, operators, operatorClasses, collations, predicate } = attributes
    const each = (spell: (text: string) => string) =>
      columns.map((text, index) => (expressions[index] ? bracketed(spell(text)) : text))
    return {
      id: { kind: 'exclusion', schema, table, name },
      attributes: { ...attributes, columns: each((text) => text) },
      canonical: {
        columns: each(canonical.expression),
        operators: operators.map(canonical.expression),
        operatorClasses: operatorClasses.map(canonical.expression),
        collations: collations.map(canonical.expression),
        predicate: predicate && canonical.expression(predicate),
      },
      parent: objectKey({ kind: 'table', schema, name: table }),
    }
  },
})
