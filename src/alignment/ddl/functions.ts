import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { argumentsOf } from './arguments.ts'
import { told } from './attributes.ts'
import { routineText } from './function-text.ts'
import type { Kind } from './kind.ts'
import { ident, literal, qualified, routineName, signature } from './names.ts'
import { renaming } from './renames.ts'
import { statement } from './statement.ts'

/** Functions and procedures. https://www.postgresql.org/docs/current/sql-createfunction.html */
export const routine: Kind<SchemaMemberId> = {
  create: (object, id, { schema }) => [
    statement(routineText(object, id, schema), {
      undo: `DROP ROUTINE IF EXISTS ${signature(object, id, schema)}`,
    }),
  ],
  alter: (from, to, id, { schema }, differs) =>
    differs.has('kind') || differs.has('returns') || !isCalledAlike(from, to)
      ? 'anew'
      : [
          statement(routineText(to, id, schema), {
            undo: isCalledAlike(to, from)
              ? routineText(from, id, schema)
              : [`DROP ROUTINE IF EXISTS ${signature(to, id, schema)}`, routineText(from, id, schema)].join(
                  ';\n',
                ),
          }),
        ],
  drop: (object, id, { schema }) => statement(`DROP ROUTINE IF EXISTS ${signature(object, id, schema)}`),
  rename: (object, id, name, situation) => {
    const { schema } = situation
    const own = (routine: string) => qualified({ ...id, name: routine }, schema)
    const types = signature(object, id, schema).slice(own(routineName(id)).length)
    return renaming(
      [routineName(id), routineName({ name })],
      (from, to) => `ALTER ROUTINE ${own(from)}${types} RENAME TO ${ident(to)}`,
      `SELECT FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
    WHERE nspname = ${literal(id.schema)} AND proname = ${literal(routineName(id))}`,
      situation,
    )
  },
}

/**
 * Can it be replaced in place? Arguments keep their names and modes, and none that could be left out must be passed.
 * Else Postgres answers 42P13.
 */
function isCalledAlike(from: CatalogObject, to: CatalogObject): boolean {
  const [had, wanted] = [argumentsOf(from), argumentsOf(to)]
  return (
    had.length === wanted.length &&
    told(from).text('kind') === told(to).text('kind') &&
    had.every(
      (argument, at) =>
        argument.declaration === wanted[at]?.declaration &&
        (argument.default === null || wanted[at]?.default !== null),
    )
  )
}
