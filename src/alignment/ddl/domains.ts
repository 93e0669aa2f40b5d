import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { alterDomain } from './alter-domain.ts'
import { told } from './attributes.ts'
import { checksOf, checkText, domainCheckNamed } from './domain-checks.ts'
import { typeNamed, unless } from './guards.ts'
import type { Kind } from './kind.ts'
import { qualified } from './names.ts'
import { renameType } from './renames.ts'
import { statement } from './statement.ts'
import { defaultText, typeName, unqualified } from './text.ts'

/** https://www.postgresql.org/docs/current/sql-createdomain.html */
export const domain: Kind<SchemaMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const name = qualified(id, schema)
    const create = `CREATE DOMAIN ${name} AS ${body(object, id, schema)}`
    const later = checksOf(object, id).filter(({ isValid }) => !isValid)
    return [
      statement(mayExist ? unless(typeNamed(id, schema), [create]) : create, {
        undo: `DROP DOMAIN IF EXISTS ${name}`,
      }),
      ...later.map((check) => {
        const add = `ALTER DOMAIN ${name} ADD ${checkText(check, schema)}`
        return statement(mayExist ? unless(domainCheckNamed(id, check.name, schema), [add]) : add)
      }),
    ]
  },
  alter: alterDomain,
  drop: (_, id, { schema }) => statement(`DROP DOMAIN IF EXISTS ${qualified(id, schema)}`),
  rename: (_, id, name, situation) => renameType('ALTER DOMAIN', id, name, situation),
}

function body(object: CatalogObject, id: SchemaMemberId, home: string): string {
  const { text } = told(object)
  const type = text('type') ?? 'text'
  const default_ = text('default')
  const collation = text('collation')
  return [
    typeName(type, home),
    ...(collation === null ? [] : [`COLLATE ${unqualified(collation, home)}`]),
    ...(default_ === null ? [] : [`DEFAULT ${defaultText(default_, type, home)}`]),
    ...(object.attributes.nullable === false ? ['NOT NULL'] : []),
    ...checksOf(object, id)
      .filter(({ isValid }) => isValid)
      .map((check) => checkText(check, home)),
  ].join(' ')
}
