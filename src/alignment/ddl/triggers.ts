import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { onlyDiffers, told } from './attributes.ts'
import { timing } from './constraints.ts'
import { triggerNamed, unless } from './guards.ts'
import type { Kind } from './kind.ts'
import { ident, qualified, tableOf } from './names.ts'
import { renaming } from './renames.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { unqualified } from './text.ts'

/** A trigger, which is only switched and renamed, and else made anew. https://www.postgresql.org/docs/current/sql-createtrigger.html */
export const trigger: Kind<TableMemberId> = {
  create: (object, id, situation) => {
    const { schema, mayExist } = situation
    const create = triggerText(object, id, schema)
    return [
      statement(mayExist ? unless(triggerNamed(id, schema), [create]) : create, {
        undo: dropText(id, schema),
        lock: 'SHARE ROW EXCLUSIVE',
        table: tableOf(id),
      }),
      ...switched(null, object, id, situation),
    ]
  },
  alter: (from, to, id, situation, differs) =>
    onlyDiffers(differs, ['enabled']) ? switched(from, to, id, situation) : 'anew',
  drop: (_, id, { schema }) =>
    statement(dropText(id, schema), { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) }),
  rename: (_, id, name, situation) => {
    const on = qualified(tableOf(id), situation.schema)
    return renaming(
      [id.name, name],
      (from, to) => `ALTER TRIGGER ${ident(from)} ON ${on} RENAME TO ${ident(to)}`,
      triggerNamed(id, situation.schema),
      situation,
      { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) },
    )
  },
}

function dropText(id: TableMemberId, home: string): string {
  return `DROP TRIGGER IF EXISTS ${ident(id.name)} ON ${qualified(tableOf(id), home)}`
}

function triggerText(object: CatalogObject, id: TableMemberId, home: string): string {
  const { text, list, isSet } = told(object)
  const columns = list('columns').map(ident)
  const events = list('events').map((event) =>
    event === 'UPDATE' && columns.length > 0 ? `UPDATE OF ${columns.join(', ')}` : event,
  )
  const [from, condition, oldTable, newTable] = ['from', 'condition', 'oldTable', 'newTable'].map(text)
  const transitions = [
    ...(oldTable ? [`OLD TABLE AS ${ident(oldTable)}`] : []),
    ...(newTable ? [`NEW TABLE AS ${ident(newTable)}`] : []),
  ]
  const lines = [
    `CREATE ${isSet('constraint') ? 'CONSTRAINT ' : ''}TRIGGER ${ident(id.name)}`,
    `${text('timing')} ${events.join(' OR ')} ON ${qualified(tableOf(id), home)}`,
    ...(from ? [`FROM ${unqualified(from, home)}`] : []),
    ...(timing(object) === '' ? [] : [timing(object)]),
    ...(transitions.length === 0 ? [] : [`REFERENCING ${transitions.join(' ')}`]),
    `FOR EACH ${text('level')}`,
    ...(condition ? [`WHEN (${unqualified(condition, home)})`] : []),
    `EXECUTE FUNCTION ${unqualified(text('function') ?? '', home)}(${list('arguments').join(', ')})`,
  ]
  return lines.join('\n')
}

const switches: Readonly<Record<string, string>> = {
  origin: 'ENABLE',
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
}

/** @param from null for a trigger that is new, which is on */
function switched(
  from: CatalogObject | null,
  to: CatalogObject,
  id: TableMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const state = (object: CatalogObject | null) => (object && told(object).text('enabled')) ?? 'origin'
  if (state(from) === state(to)) return []
  const clause = (object: CatalogObject | null) =>
    `ALTER TABLE ${qualified(tableOf(id), schema)} ${switches[state(object)] ?? 'ENABLE'} TRIGGER ${ident(id.name)}`
  return [
    statement(clause(to), {
      undo: from && clause(from),
      lock: 'SHARE ROW EXCLUSIVE',
      table: tableOf(id),
    }),
  ]
}
