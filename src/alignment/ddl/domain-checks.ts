import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { cutName, ident, literal, qualified } from './names.ts'
import { unqualified } from './text.ts'

/** A check of a domain. */
export interface DomainCheck {
  readonly name: string
  readonly expression: string
  readonly isValid: boolean
}

const notValid = ' NOT VALID'

/** The checks of a domain; those whose names nobody knows get names as Postgres gives them, `taken` ones passed over. */
export function checksOf(
  object: CatalogObject,
  { name: domain }: Pick<SchemaMemberId, 'name'>,
  taken: readonly string[] = [],
): readonly DomainCheck[] {
  const used = new Set(taken)
  return told(object)
    .list('checks')
    .map((check) => {
      const isValid = !check.endsWith(notValid)
      const expression = isValid ? check : check.slice(0, -notValid.length)
      const known = object.checkNames?.[expression]
      const name = known === undefined || used.has(known) ? freeName(domain, used) : known
      used.add(name)
      return { name, expression, isValid }
    })
}

function freeName(domain: string, used: ReadonlySet<string>): string {
  for (let at = 0; ; at += 1) {
    const name = cutName(domain, at === 0 ? '_check' : `_check${at}`)
    if (!used.has(name)) return name
  }
}

/** `CONSTRAINT "percent_check" CHECK (VALUE > 0)` */
export function checkText({ name, expression, isValid }: DomainCheck, home: string): string {
  return `CONSTRAINT ${ident(name)} CHECK (${unqualified(expression, home)})${isValid ? '' : notValid}`
}

/** Finds a row where the domain has a check of that name. */
export function domainCheckNamed(id: SchemaMemberId, name: string, home: string): string {
  const type = `${literal(qualified(id, home))}::regtype`
  return `SELECT FROM pg_constraint WHERE contypid = ${type} AND conname = ${literal(name)}`
}
