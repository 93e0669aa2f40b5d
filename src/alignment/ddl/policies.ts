import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { policyNamed, unless } from './guards.ts'
import type { Kind } from './kind.ts'
import { ident, qualified, tableOf } from './names.ts'
import { renaming } from './renames.ts'
import { statement } from './statement.ts'
import { unqualified } from './text.ts'

/** Who may do what with which rows. https://www.postgresql.org/docs/current/sql-createpolicy.html */
export const policy: Kind<TableMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const create = policyText(object, id, schema)
    return [
      statement(mayExist ? unless(policyNamed(id, schema), [create]) : create, {
        undo: dropText(id, schema),
        lock: 'ACCESS EXCLUSIVE',
        table: tableOf(id),
      }),
    ]
  },
  alter: (from, to, id, { schema }, differs) => {
    const isFixed = differs.has('command') || differs.has('permissive')
    const isOpened = ['using', 'check'].some(
      (name) => (told(from).text(name) === null) !== (told(to).text(name) === null),
    )
    if (isFixed || isOpened) return 'anew'
    const alter = (object: CatalogObject) =>
      [
        `ALTER POLICY ${ident(id.name)} ON ${qualified(tableOf(id), schema)}`,
        ...(differs.has('roles') ? [`TO ${rolesOf(object)}`] : []),
        ...conditions(object, schema)
          .filter(({ name }) => differs.has(name))
          .map(({ clause }) => clause),
      ].join(' ')
    return [statement(alter(to), { undo: alter(from), lock: 'ACCESS EXCLUSIVE', table: tableOf(id) })]
  },
  drop: (_, id, { schema }) =>
    statement(dropText(id, schema), { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) }),
  rename: (_, id, name, situation) => {
    const on = qualified(tableOf(id), situation.schema)
    return renaming(
      [id.name, name],
      (from, to) => `ALTER POLICY ${ident(from)} ON ${on} RENAME TO ${ident(to)}`,
      policyNamed(id, situation.schema),
      situation,
      { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) },
    )
  },
}

function dropText(id: TableMemberId, home: string): string {
  return `DROP POLICY IF EXISTS ${ident(id.name)} ON ${qualified(tableOf(id), home)}`
}

function policyText(object: CatalogObject, id: TableMemberId, home: string): string {
  return [
    `CREATE POLICY ${ident(id.name)} ON ${qualified(tableOf(id), home)}`,
    ...(object.attributes.permissive === false ? ['AS RESTRICTIVE'] : []),
    `FOR ${told(object).text('command') ?? 'ALL'} TO ${rolesOf(object)}`,
    ...conditions(object, home).map(({ clause }) => clause),
  ].join(' ')
}

function rolesOf(object: CatalogObject): string {
  return told(object)
    .list('roles')
    .map((role) => (role === 'public' ? 'PUBLIC' : ident(role)))
    .join(', ')
}

function conditions(object: CatalogObject, home: string) {
  const { text } = told(object)
  const [using, check] = [text('using'), text('check')]
  return [
    ...(using === null ? [] : [{ name: 'using', clause: `USING (${unqualified(using, home)})` }]),
    ...(check === null ? [] : [{ name: 'check', clause: `WITH CHECK (${unqualified(check, home)})` }]),
  ]
}
