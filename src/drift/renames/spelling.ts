import type { ObjectKind } from '../../model/object.ts'

/** Is it one name, as Prisma and SQL each like to write it? `createdAt` and `created_at`, `User` and `users`. */
export function sameSpelling(kind: ObjectKind, one: string, other: string): boolean {
  return spelling(kind, one) === spelling(kind, other)
}

/** What is left of a name without its spelling; models are named in the singular, many tables in the plural. */
export function spelling(kind: ObjectKind, name: string): string {
  return kind === 'table' ? singular(loose(name)) : loose(name)
}

const shortest = 4

/** Is one of two names part of the other, as in `name` and `full_name`? */
export function isPartOfName(one: string, other: string): boolean {
  const [short = '', long = ''] = [loose(one), loose(other)].sort((a, b) => a.length - b.length)
  return short.length >= shortest && long.includes(short)
}

function loose(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  if (/(?:s|x|z|ch|sh)es$/.test(name)) return name.slice(0, -2)
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name
}
