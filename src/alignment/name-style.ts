import type { Drift } from '../drift/difference.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { plural, singular } from '../model/inflect.ts'
import { snakeCase } from '../model/letter-case.ts'
import { childrenOf } from './children.ts'

/** How production names things: what its neighbours are named like, a new thing can be too. */
export interface NameStyle {
  /** What the table of a model of this name is called; null where its neighbours say nothing else than the model. */
  readonly table: (model: string) => string | null
  /** What the column of a field of this name is called, in the table of this key; null likewise. */
  readonly column: (table: string, field: string) => string | null
}

/** Learns it from the tables that models stand for, and from their columns of several words. */
export function nameStyle({ catalogs }: Drift): NameStyle {
  const database = catalogs.deployed ?? catalogs.production
  const tables = [...(database?.objects ?? [])].filter(
    ([key, { id }]) => id.kind === 'table' && catalogs.schema?.objects.has(key),
  )
  const names = tables.map(([, { id }]) => id.name)
  const areSnakes = agree(names.map(isSnake))
  const isPlural = agree(names.filter(isSnake).flatMap(pluralVotes))
  const votesIn = (key: string) => childrenOf(database, key).flatMap(columnVotes)
  const everywhere = agree(tables.flatMap(([key]) => votesIn(key)))
  return {
    table: (model) => {
      if (!areSnakes || !/[A-Z]/.test(model)) return null
      return isPlural ? plural(snakeCase(model)) : snakeCase(model)
    },
    column: (table, field) => {
      const own = votesIn(table)
      const isWanted = own.length >= fewest ? agree(own) : everywhere
      return isWanted && isCamel(field) ? snakeCase(field) : null
    },
  }
}

/** How many neighbours make a convention. */
const fewest = 2

/** Are there enough of them, and do more than half say yes? */
function agree(votes: readonly boolean[]): boolean {
  return votes.length >= fewest && votes.filter(Boolean).length * 2 > votes.length
}

/** Of a column of several words: is it in snake case? */
function columnVotes({ id: { kind, name } }: CatalogObject): readonly boolean[] {
  return kind === 'column' && (isCamel(name) || /[A-Za-z\d]_[A-Za-z\d]/.test(name)) ? [isSnake(name)] : []
}

/** Of a name that has another number: is it that of many? */
function pluralVotes(name: string): readonly boolean[] {
  if (singular(name) !== name) return [true]
  return plural(name) === name ? [] : [false]
}

function isSnake(name: string): boolean {
  return /^[a-z][a-z\d]*(?:_[a-z\d]+)*$/.test(name)
}

function isCamel(name: string): boolean {
  return /[a-z\d][A-Z]/.test(name)
}
