import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { onlyDiffers, told } from './attributes.ts'
import { withComment } from './comments.ts'
import type { Alteration, Kind } from './kind.ts'
import { qualified } from './names.ts'
import { optionClauses } from './options.ts'
import { renameRelation } from './renames.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { unqualified } from './text.ts'

const nounOf = ({ kind }: SchemaMemberId) => (kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW')

/** Views and materialized views. */
export const view: Kind<SchemaMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const name = qualified(id, schema)
    const isPlain = id.kind === 'view'
    const create = isPlain && mayExist ? 'CREATE OR REPLACE VIEW' : `CREATE ${nounOf(id)}`
    const guard = !isPlain && mayExist ? ' IF NOT EXISTS' : ''
    return [
      statement(`${create}${guard} ${name} ${body(object, schema)}`, {
        undo: `DROP ${nounOf(id)} IF EXISTS ${name}`,
      }),
      ...alterDefaults(null, object, name, schema),
    ]
  },
  alter: alterView,
  drop: (_, id, { schema }) =>
    statement(`DROP ${nounOf(id)} IF EXISTS ${qualified(id, schema)}`, {
      lock: 'ACCESS EXCLUSIVE',
      table: id,
    }),
  rename: (_, id, name, situation) =>
    renameRelation(`ALTER ${nounOf(id)}`, id, name, situation, 'ACCESS EXCLUSIVE'),
}

/**
 * A view is replaced where its columns stay and others only come behind them; else, and a materialized one, it is
 * made anew. https://www.postgresql.org/docs/current/sql-createview.html
 */
function alterView(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  situation: Situation,
  differs: ReadonlySet<string>,
): Alteration {
  const { schema } = situation
  const name = qualified(id, schema)
  if (onlyDiffers(differs, ['options'])) return [alterOptions(from, to, id, name)]
  const [had, wanted] = [columnsOf(from), columnsOf(to)]
  const isKept = had.every((column, at) => column.declaration === wanted[at]?.declaration)
  if (id.kind !== 'view' || !isKept) return 'anew'
  const replace = (object: CatalogObject) => `CREATE OR REPLACE VIEW ${name} ${body(object, schema)}`
  const isLonger = wanted.length > had.length
  const anew = [`DROP VIEW IF EXISTS ${name}`, withComment(replace(from), from, id, situation)].join(';\n')
  const isSameQuery = onlyDiffers(differs, ['columns']) && !isLonger
  return [
    ...(isSameQuery
      ? []
      : [
          statement(replace(to), {
            undo: isLonger ? anew : replace(from),
            lock: 'ACCESS EXCLUSIVE' as const,
            table: id,
          }),
        ]),
    ...alterDefaults(from, to, name, schema),
  ]
}

function body(object: CatalogObject, home: string): string {
  const { text, list } = told(object)
  const options = list('options')
  const query = unqualified(text('definition') ?? '', home)
  return `${options.length === 0 ? '' : `WITH (${options.join(', ')}) `}AS\n${query}`
}

function alterOptions(from: CatalogObject, to: CatalogObject, id: SchemaMemberId, name: string): Statement {
  const [was, is] = [told(from).list('options'), told(to).list('options')]
  const text = (wanted: readonly string[], given: readonly string[]) =>
    optionClauses(wanted, given)
      .map((clause) => `ALTER ${nounOf(id)} ${name} ${clause}`)
      .join(';\n')
  return statement(text(is, was), {
    undo: text(was, is),
    lock: id.kind === 'view' ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE',
    table: id,
  })
}

interface Column {
  /** In quotes where it needs them. */
  readonly name: string
  /** Name and type. */
  readonly declaration: string
  readonly default: string | null
}

function columnsOf(object: CatalogObject): readonly Column[] {
  return told(object)
    .list('columns')
    .map((column) => {
      const [, declaration = column, name = '', value] =
        /^(("(?:[^"]|"")*"|\S+) .*?)(?: DEFAULT (.*))?$/s.exec(column) ?? []
      return { name, declaration, default: value ?? null }
    })
}

/** Defaults of a view's columns are said apart from it. @param from null for a view that is new */
function alterDefaults(
  from: CatalogObject | null,
  to: CatalogObject,
  name: string,
  home: string,
): readonly Statement[] {
  const had = from && columnsOf(from)
  return columnsOf(to).flatMap((column, at) => {
    const was = had?.[at]?.default ?? null
    if (was === column.default) return []
    const set = (value: string | null) =>
      `ALTER VIEW ${name} ALTER COLUMN ${column.name} ${value === null ? 'DROP DEFAULT' : `SET DEFAULT ${unqualified(value, home)}`}`
    return [statement(set(column.default), { undo: had && set(was), lock: from && 'ACCESS EXCLUSIVE' })]
  })
}
