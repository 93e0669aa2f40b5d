import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { ident, qualified } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** A view or materialized view. */
export function createView(
  view: CatalogObject,
  id: SchemaMemberId,
  { schema, mayExist }: Situation,
): readonly Statement[] {
  const name = qualified(id, schema)
  const isMaterialized = id.kind === 'materialized-view'
  const guard = mayExist ? (isMaterialized ? 'IF NOT EXISTS ' : '') : ''
  const create = isMaterialized
    ? `CREATE MATERIALIZED VIEW ${guard}`
    : mayExist
      ? 'CREATE OR REPLACE VIEW '
      : 'CREATE VIEW '
  return [
    statement(`${create}${name} ${viewBody(view)}`, { undo: dropView(id, name) }),
    ...columnDefaults(view, name),
  ]
}

/** A view is made anew: CREATE OR REPLACE can only add columns at its end. */
export function alterView(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  situation: Situation,
): readonly Statement[] {
  const name = qualified(id, situation.schema)
  const [was] = createView(from, id, { ...situation, mayExist: false })
  return [
    statement(dropView(id, name), { undo: was?.sql ?? null, lock: 'ACCESS EXCLUSIVE', table: id }),
    ...createView(to, id, { ...situation, mayExist: false }),
  ]
}

function dropView({ kind }: SchemaMemberId, name: string): string {
  return `DROP ${kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW'} IF EXISTS ${name}`
}

function viewBody(view: CatalogObject): string {
  const options = listOf(view.attributes.options ?? null)
  const query = textOf(view.attributes.definition ?? null) ?? ''
  return `${options.length === 0 ? '' : `WITH (${options.join(', ')}) `}AS\n${query}`
}

/** Defaults of a view's columns are said apart from it. */
function columnDefaults(view: CatalogObject, name: string): readonly Statement[] {
  return listOf(view.attributes.columns ?? null).flatMap((column) => {
    const [, own, text] = /^(.+?) .*? DEFAULT (.+)$/s.exec(column) ?? []
    if (own === undefined || text === undefined) return []
    return [statement(`ALTER VIEW ${name} ALTER COLUMN ${ident(own)} SET DEFAULT ${text}`)]
  })
}
