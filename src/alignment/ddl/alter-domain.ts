import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { checksOf, checkText, type DomainCheck, domainCheckNamed } from './domain-checks.ts'
import { unless } from './guards.ts'
import type { Alteration } from './kind.ts'
import { ident, qualified } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { defaultText } from './text.ts'

/**
 * Default, NOT NULL and checks of a domain. What reads the rows locks every table that has a column of it.
 * https://www.postgresql.org/docs/current/sql-alterdomain.html
 */
export function alterDomain(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  situation: Situation,
  differs: ReadonlySet<string>,
): Alteration {
  if (differs.has('type') || differs.has('collation')) return 'anew'
  const on = `ALTER DOMAIN ${qualified(id, situation.schema)}`
  const ofDefault = (object: CatalogObject) => {
    const { text } = told(object)
    const value = text('default')
    return value === null
      ? `${on} DROP DEFAULT`
      : `${on} SET DEFAULT ${defaultText(value, text('type') ?? '', situation.schema)}`
  }
  const ofNulls = (object: CatalogObject) =>
    `${on} ${object.attributes.nullable === false ? 'SET' : 'DROP'} NOT NULL`
  const isStricter = to.attributes.nullable === false
  return [
    ...(differs.has('default') ? [statement(ofDefault(to), { undo: ofDefault(from) })] : []),
    ...(differs.has('nullable')
      ? [statement(ofNulls(to), { undo: ofNulls(from), ...(isStricter ? reading : {}) })]
      : []),
    ...(differs.has('checks') ? alterChecks(from, to, id, situation) : []),
  ]
}

const reading = { lock: 'SHARE', hazards: ['blocks-writes', 'fails-on-data'] } as const

function alterChecks(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema, live, mayExist }: Situation,
): readonly Statement[] {
  const on = `ALTER DOMAIN ${qualified(id, schema)}`
  const add = (check: DomainCheck) => `${on} ADD ${checkText(check, schema)}`
  const drop = ({ name }: DomainCheck) => `${on} DROP CONSTRAINT IF EXISTS ${ident(name)}`
  const validate = ({ name }: DomainCheck) => `${on} VALIDATE CONSTRAINT ${ident(name)}`
  const had = checksOf(from, id)
  const isIn = (all: readonly DomainCheck[], { expression }: DomainCheck) =>
    all.find((check) => check.expression === expression)
  const wanted = checksOf(to, id)
  const gone = had.filter((check) => !isIn(wanted, check))
  const come = checksOf(
    to,
    id,
    had.map(({ name }) => name),
  ).filter((check) => !isIn(had, check))
  const kept = had.flatMap((check) => {
    const other = isIn(wanted, check)
    return other && other.isValid !== check.isValid ? [check] : []
  })
  return [
    ...gone.map((check) => statement(drop(check), { undo: add(check) })),
    ...kept.flatMap((check) => {
      const back = [drop(check), add(check)].join(';\n')
      if (!check.isValid) return [statement(validate(check), { ...reading, undo: back })]
      const lax = { ...check, isValid: false }
      return [statement(drop(check), { undo: add(check) }), statement(add(lax), { undo: drop(lax) })]
    }),
    ...come.flatMap((check) => {
      const isLater = live && check.isValid
      const sql = add(isLater ? { ...check, isValid: false } : check)
      const change = statement(mayExist ? unless(domainCheckNamed(id, check.name, schema), [sql]) : sql, {
        undo: drop(check),
        ...(check.isValid && !isLater ? reading : {}),
      })
      return isLater ? [change, statement(validate(check), { ...reading, part: 'validate' })] : [change]
    }),
  ]
}
