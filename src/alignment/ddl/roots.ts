import type { RootId } from '../../model/object.ts'
import { told } from './attributes.ts'
import type { Kind } from './kind.ts'
import { ident, literal } from './names.ts'
import { renaming } from './renames.ts'
import { statement } from './statement.ts'

/** A schema: all that there is to it is its name. */
export const schema: Kind<RootId> = {
  create: (_, { name }) => [
    statement(`CREATE SCHEMA IF NOT EXISTS ${ident(name)}`, { undo: `DROP SCHEMA IF EXISTS ${ident(name)}` }),
  ],
  alter: () => [],
  drop: (_, { name }) => statement(`DROP SCHEMA IF EXISTS ${ident(name)}`),
  rename: (_, id, name, situation) =>
    renaming(
      [id.name, name],
      (from, to) => `ALTER SCHEMA ${ident(from)} RENAME TO ${ident(to)}`,
      `SELECT FROM pg_namespace WHERE nspname = ${literal(id.name)}`,
      situation,
    ),
}

/** An extension, in the schema where the other line has it. */
export const extension: Kind<RootId> = {
  create: (object, { name }, { schema: home }) => {
    const where = told(object).text('schema')
    return [
      statement(
        `CREATE EXTENSION IF NOT EXISTS ${ident(name)}${where === null || where === home ? '' : ` WITH SCHEMA ${ident(where)}`}`,
        { undo: `DROP EXTENSION IF EXISTS ${ident(name)}` },
      ),
    ]
  },
  alter: (from, to, { name }, _, differs) => {
    if (!differs.has('schema')) return []
    const move = (where: string | null) => `ALTER EXTENSION ${ident(name)} SET SCHEMA ${ident(where ?? '')}`
    return [statement(move(told(to).text('schema')), { undo: move(told(from).text('schema')) })]
  },
  drop: (_, { name }) => statement(`DROP EXTENSION IF EXISTS ${ident(name)}`),
  rename: () => [],
}
