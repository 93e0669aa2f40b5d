import { objectKey } from '../../model/object.ts'
import { typeFinding } from '../cascade.ts'
import { clientType, columnType, enumId, isNarrower } from '../client-types.ts'
import type { Difference } from '../difference.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule, type RuleContext } from '../rule.ts'
import type { Circumstance } from '../severity.ts'
import { canonicalOf } from '../value.ts'
import { code, contrast, expectedBy, value } from '../wording.ts'

export const columnTypeRule = objectRule({
  id: 'column-type',
  kinds: ['column'],
  explains: ['type'],
  match: (difference, context) => {
    const types = typesOf(difference)
    if (!types) return null
    if (isOnlyHistory(difference, 'type')) return 'history'
    return compare(types, context)
  },
  message: (difference) => {
    const types = typesOf(difference)
    const list = types && types.database.list !== types.expected.list
    const text = contrast(difference, 'type', { is: (type) => `is ${value(type)}` })
    if (!types || !list) return text
    const [one, other] = types.database.list ? ['a list', 'a single value'] : ['a single value', 'a list']
    return `${text.slice(0, -1)}: ${one} against ${other}.`
  },
  consequence: (difference, _, circumstance) => {
    const types = typesOf(difference)
    const [database, expected] = [nameOf(types?.database), nameOf(types?.expected)]
    switch (circumstance) {
      case 'list':
        return 'Prisma Client reads and writes the field in the wrong shape: reads fail with P2032, writes with 42804 (the column is of another type).'
      case 'client':
        if (types && areWhole(types))
          return 'Numbers of 32 bits are read and written as before. The client cannot send a larger one, and reading one fails with P2023 (it does not fit into an Int); Prisma 7 reads as far as 2^53.'
        return `The client was made for ${expected} and meets ${database}: writes and filters fail in Postgres (42804, 42883 or 22P02), reads with P2032 where the value does not convert.`
      case 'narrower':
        return 'Values that schema.prisma allows are refused (P2000 too long, P2020 out of range) or lose digits.'
      case 'own':
        return 'The client reads and writes the base type; what the type refuses on top (a domain’s check, say) fails in production alone.'
      case 'compatible':
        if (types && isCitext(types.database) !== isCitext(types.expected))
          return 'The client reads and writes it as before, but only one of the two tells `A` from `a`: filters, sorting and uniques go by other rules.'
        return 'The client works as before. The next `prisma migrate dev` would write an ALTER COLUMN … TYPE, which can rewrite and lock the table.'
      case 'history':
        return onlyNewDatabases('has another type there')
    }
  },
  partOf: ({ verdicts }, context) => {
    const votes = Object.values(verdicts.get('type')?.votes ?? {})
    return votes.flatMap((type) => typeFinding(type, context) ?? [])[0] ?? null
  },
})

interface Types {
  readonly database: ReturnType<typeof columnType>
  readonly expected: ReturnType<typeof columnType>
}

function typesOf({ verdicts, database, lines }: Difference): Types | null {
  const verdict = verdicts.get('type')
  if (!verdict || !database) return null
  const other =
    verdict.cause === 'history'
      ? lines.history
      : lines[expectedBy(verdict) === 'schema' ? 'schema' : 'history']
  return other && { database: typeOf(database), expected: typeOf(other) }
}

function typeOf(column: Parameters<typeof canonicalOf>[0]) {
  return columnType(canonicalOf(column, 'type'))
}

function compare(types: Types, context: RuleContext): Circumstance<'column-type'> {
  const { database, expected } = types
  if (database.list !== expected.list) return 'list'
  const [client, other] = [clientType(database), clientType(expected)]
  if (client !== null && client === other) return isNarrower(database, expected) ? 'narrower' : 'compatible'
  if (areWhole(types) && isNarrower(database, expected)) return 'narrower'
  const foreign = [database, expected].filter((type) => clientType(type) === null)
  const isOwn =
    foreign.length > 0 && !foreign.some(({ base }) => isEnum(base, context) || isOfExtension(base))
  return isOwn && !areOfOtherBases(types, context) ? 'own' : 'client'
}

/** Are both whole numbers, of which only the sizes differ? */
function areWhole({ database, expected }: Types): boolean {
  return [database, expected].every((type) => ['Int', 'BigInt'].includes(clientType(type) ?? ''))
}

/** Does a domain stand against a type that the client tells from the one it is made of? */
function areOfOtherBases({ database, expected }: Types, context: RuleContext): boolean {
  const [base, other] = [database, expected].map(
    (type) => clientType(type) ?? clientType(baseOf(type, context)),
  )
  return base != null && other != null && base !== other
}

/** The type that a domain is made of; the type itself where it is none. */
function baseOf(type: Types['database'], { drift }: RuleContext): Types['database'] {
  const id = enumId(type.base)
  const key = id && objectKey({ ...id, kind: 'domain' })
  const [domain] = Object.values(drift.catalogs).flatMap(
    (catalog) => (key && catalog?.objects.get(key)) || [],
  )
  return domain ? columnType(canonicalOf(domain, 'type')) : type
}

/** Text without regard to case: https://www.postgresql.org/docs/current/citext.html */
function isCitext({ base }: Types['database']): boolean {
  return /(?:^|\.)citext$/.test(base)
}

/** Types of well-known extensions, which are no wider or narrower form of a built-in one. */
function isOfExtension(base: string): boolean {
  return /(?:^|\.)(hstore|geometry|geography|vector|halfvec|sparsevec|ltree|lquery|cube|seg)$/.test(base)
}

function isEnum(base: string, { exists }: RuleContext): boolean {
  const id = enumId(base)
  return id !== null && exists(objectKey(id))
}

function nameOf(type: Types['database'] | undefined): string {
  if (!type) return 'another type'
  return code((clientType(type) ?? type.base) + (type.list ? '[]' : ''))
}
