import { objectKey } from '../../../model/object.ts'
import type { Canonicaliser } from '../canonical/expression.ts'
import { type AttributeMeanings, family } from '../family.ts'
import { joinComment, scope } from '../scope.ts'

interface Row {
  readonly kind: 'view' | 'materialized-view'
  readonly schema: string
  readonly name: string
  readonly definition: string
  readonly columnNames: readonly string[]
  readonly columnTypes: readonly string[]
  readonly columnDefaults: readonly (string | null)[]
  readonly options: readonly string[]
  readonly comment: string | null
}

const meanings = {
  definition: 'its query',
  columns: 'in order, each with its type, and its default where ALTER VIEW gave it one',
  options: 'as in `security_invoker=true`; sorted',
} satisfies AttributeMeanings

/** Views, and materialized views: whether they hold rows now is no part of what they are. */
export const views = family<Row>({
  attributes: { view: meanings, 'materialized-view': meanings },
  sql: () => `
    WITH ${scope}
    SELECT CASE v.relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END AS kind, v.schema, v.name,
      pg_get_viewdef(v.oid) AS definition, a.names AS "columnNames", a.types AS "columnTypes",
      a.defaults AS "columnDefaults",
      ARRAY(SELECT o FROM unnest(v.reloptions) o ORDER BY o COLLATE "C") AS options, note.description AS comment
    FROM own_relation v
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(quote_ident(a.attname) ORDER BY a.attnum), '{}') AS names,
        coalesce(array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum), '{}') AS types,
        coalesce(array_agg(pg_get_expr(d.adbin, d.adrelid) ORDER BY a.attnum), '{}') AS defaults
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
    ) a
    ${joinComment('pg_class', 'v.oid')}
    WHERE v.relkind IN ('v', 'm')`,
  object: (row, canonical) => {
    const { kind, schema, name, options } = row
    const definition = row.definition.trim().replace(/;$/, '')
    return {
      id: { kind, schema, name },
      attributes: { definition, columns: columnsOf(row), options },
      canonical: {
        definition: canonical.query(definition),
        columns: columnsOf({ ...row, ...canonicalColumns(row, canonical) }),
        options: options.flatMap(canonicalOption),
      },
      parent: objectKey({ kind: 'schema', name: schema }),
    }
  },
})

type Columns = Pick<Row, 'columnNames' | 'columnTypes' | 'columnDefaults'>

/** `name type`, `name type DEFAULT expression` */
function columnsOf({ columnNames, columnTypes, columnDefaults }: Columns): readonly string[] {
  return columnNames.map((name, index) => {
    const written = columnDefaults[index] ?? null
    return `${name} ${columnTypes[index]}${written === null ? '' : ` DEFAULT ${written}`}`
  })
}

/**
 * What EXTRACT gives is a double precision in a view that was made before version 14, and a numeric after. The two
 * are one type here: as the query is the same, only the type of something else, which is compared itself, can
 * have made one of the other.
 */
function canonicalColumns({ columnTypes, columnDefaults }: Columns, canonical: Canonicaliser) {
  return {
    columnTypes: columnTypes.map((type) =>
      canonical.expression(type.replace(/^double precision(?=$|\[)/, 'numeric')),
    ),
    columnDefaults: columnDefaults.map(
      (text, index) => text && canonical.default(text, columnTypes[index] ?? ''),
    ),
  }
}

/** A boolean has many spellings, and false is the default of all that a view can have. */
function canonicalOption(option: string): readonly string[] {
  const [name = '', value = ''] = option.split(/=(.*)/s)
  if (/^(?:on|true|yes|1)$/i.test(value)) return [`${name}=true`]
  return /^(?:off|false|no|0)$/i.test(value) ? [] : [option]
}
