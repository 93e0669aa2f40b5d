import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { validateConstraint } from './foreign-keys.ts'
import { unlessConstraint } from './guards.ts'
import { ident, idents, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** A check; on a database in use it holds for new rows at once and is validated later. */
export function createCheck(
  check: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const isValid = check.attributes.validated !== false
  const later = situation.live && isValid
  const body = [
    `CHECK (${textOf(check.attributes.expression ?? null) ?? 'true'})`,
    ...(check.attributes.noInherit === true ? ['NO INHERIT'] : []),
    ...(check.attributes.enforced === false ? ['NOT ENFORCED'] : []),
    ...(later || !isValid ? ['NOT VALID'] : []),
  ].join(' ')
  const change = add(id, body, situation, later)
  return later ? [change, validateConstraint(id, situation)] : [change]
}

/** An exclusion constraint: it cannot be validated later. */
export function createExclusion(
  exclusion: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const list = (name: string) => listOf(exclusion.attributes[name] ?? null)
  const [operators, classes, collations] = [list('operators'), list('operatorClasses'), list('collations')]
  const elements = list('columns').map((column, at) => {
    const key = column.startsWith('(') ? column : ident(column)
    const collation = collations[at] ? ` COLLATE ${collations[at]}` : ''
    return `${key}${collation}${classes[at] ? ` ${classes[at]}` : ''} WITH ${operators[at] ?? '='}`
  })
  const include = list('include')
  const options = list('options')
  const predicate = textOf(exclusion.attributes.predicate ?? null)
  const body = [
    `EXCLUDE USING ${textOf(exclusion.attributes.method ?? null) ?? 'gist'} (${elements.join(', ')})`,
    ...(include.length === 0 ? [] : [`INCLUDE ${idents(include)}`]),
    ...(options.length === 0 ? [] : [`WITH (${options.join(', ')})`]),
    ...(predicate === null ? [] : [`WHERE (${predicate})`]),
    ...(exclusion.attributes.deferrable === true ? ['DEFERRABLE'] : []),
    ...(exclusion.attributes.initiallyDeferred === true ? ['INITIALLY DEFERRED'] : []),
  ].join(' ')
  return [add(id, body, situation, false)]
}

function add(id: TableMemberId, body: string, situation: Situation, later: boolean): Statement {
  const table = tableOf(id)
  const on = `ALTER TABLE ${qualified(table, situation.schema)}`
  const sql = `${on} ADD CONSTRAINT ${ident(id.name)} ${body}`
  return statement(situation.mayExist ? unlessConstraint(id, sql, situation.schema) : sql, {
    undo: `${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`,
    lock: 'ACCESS EXCLUSIVE',
    table,
    hazards: later ? [] : ['blocks-reads', 'blocks-writes', 'fails-on-data'],
  })
}
