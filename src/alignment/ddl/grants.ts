import type { CatalogObject } from '../../model/catalog.ts'
import { compareText, type ObjectId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { block } from './guards.ts'
import { ident, literal, qualified, signature, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** A right of a role in which an object differs from how one of its kind begins. */
interface Right {
  readonly role: string
  /** A column of a view, in quotes where it needs them, or `its sequence`; null for the whole object. */
  readonly part: string | null
  readonly privilege: string
  readonly state: 'given' | 'given-on' | 'taken'
}

/**
 * GRANT and REVOKE, where two lines give other rights on an object. Nothing where rights are not read.
 * @param from null for an object that is new
 */
export function grantsOn(
  from: CatalogObject | null,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): readonly Statement[] {
  if (!('grants' in to.attributes)) return []
  const [had, wanted] = [from ? rightsOf(from) : [], rightsOf(to)]
  const key = ({ role, part, privilege }: Right) => JSON.stringify([role, part, privilege])
  const [before, after] = [had, wanted].map((rights) => new Map(rights.map((right) => [key(right), right])))
  const keys = [...new Set([...had, ...wanted].map(key))].toSorted(compareText)
  const statements = keys.flatMap((each) => {
    const [was, is] = [before?.get(each) ?? null, after?.get(each) ?? null]
    if (was?.state === is?.state) return []
    const sql = change(was, is, to, id, situation)
    return sql === null ? [] : [statement(sql, { undo: from && change(is, was, to, id, situation) })]
  })
  // What is taken from a table is taken from its columns too, so it goes first.
  const rank = ({ sql }: Statement) => Number(sql.startsWith('GRANT'))
  return statements.toSorted((a, b) => rank(a) - rank(b))
}

/** `app: INSERT, SELECT WITH GRANT OPTION` and `PUBLIC: no EXECUTE`, as docs/catalog.md has them. */
function rightsOf(object: CatalogObject): readonly Right[] {
  return told(object)
    .list('grants')
    .flatMap((line) => {
      const [, role = '', part, rights = ''] = /^(.*?)(?: \((.*)\))?: ([^:]*)$/s.exec(line) ?? []
      return rights.split(', ').map((right): Right => {
        const privilege = right.replace(/^no /, '').replace(/ WITH GRANT OPTION$/, '')
        const state = right.startsWith('no ')
          ? 'taken'
          : right.endsWith(' WITH GRANT OPTION')
            ? 'given-on'
            : 'given'
        return { role, part: part ?? null, privilege, state }
      })
    })
}

/** What makes of one state of a right another; null stands for how an object begins. */
function change(
  was: Right | null,
  is: Right | null,
  object: CatalogObject,
  id: ObjectId,
  { schema }: Situation,
): string | null {
  const right = is ?? was
  if (right === null) return null
  const role = right.role === 'PUBLIC' ? 'PUBLIC' : ident(right.role)
  const text = (on: string, column: string) => {
    const what = `${right.privilege}${column} ON ${on}`
    if (is?.state === 'taken' || (is === null && was?.state !== 'taken')) return `REVOKE ${what} FROM ${role}`
    if (was?.state === 'given-on' && is?.state === 'given')
      return `REVOKE GRANT OPTION FOR ${what} FROM ${role}`
    return `GRANT ${what} TO ${role}${is?.state === 'given-on' ? ' WITH GRANT OPTION' : ''}`
  }
  if (right.part === 'its sequence' && 'table' in id) {
    const find = `pg_get_serial_sequence(${literal(qualified(tableOf(id), schema))}, ${literal(id.name)})`
    return block([`EXECUTE format(${literal(text('SEQUENCE %s', ''))}, ${find})`])
  }
  const on = subject(object, id, schema)
  const column = id.kind === 'column' ? ident(id.name) : right.part
  return on === null ? null : text(on, column === null ? '' : ` (${column})`)
}

const types = ['enum', 'domain', 'composite', 'range']

function subject(object: CatalogObject, id: ObjectId, home: string): string | null {
  if (id.kind === 'schema') return `SCHEMA ${ident(id.name)}`
  if (!('schema' in id)) return null
  if ('table' in id) return `TABLE ${qualified(tableOf(id), home)}`
  if (id.kind === 'function') return `ROUTINE ${signature(object, id, home)}`
  if (id.kind === 'sequence') return `SEQUENCE ${qualified(id, home)}`
  return `${types.includes(id.kind) ? 'TYPE' : 'TABLE'} ${qualified(id, home)}`
}
