import type { Finding } from '../model/finding.ts'
import { type ObjectKind, objectName } from '../model/object.ts'
import type { Part } from './attributes.ts'
import type { Entry } from './outline.ts'
import { spans } from './prose.ts'
import { plural } from './summary.ts'
import { type Cell, type Cells, columnsOf } from './values.ts'

/** Entries that say the same of several objects, told as one; or one entry alone. */
export interface Group {
  readonly first: Entry
  /** In order, the first among them. */
  readonly entries: readonly Entry[]
  /** What each line says of all of them. */
  readonly cells: Cells | null
}

/** From how many on entries that say the same are told as one: fewer are easier to read each in its own row. */
const fewest = 6

/**
 * Folds entries that say the same of several objects: the same rule in the same words with the same values, but for
 * the names; where some lines have the object and others do not, what it is like may differ.
 */
export function groupsOf(entries: readonly Entry[]): Group[] {
  const alike = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = likeness(entry)
    alike.set(key, [...(alike.get(key) ?? []), entry])
  }
  return entries.flatMap((entry) => {
    const like = alike.get(likeness(entry)) ?? []
    if (like.length < fewest) return [groupOf(entry, [entry])]
    return like[0] === entry ? [groupOf(entry, like)] : []
  })
}

/** Findings that follow from another one, folded like entries. */
export function partGroups(parts: readonly Finding[]): Group[] {
  return groupsOf(parts.map((finding) => ({ finding, cells: null, parts: [] })))
}

/** `40 columns` */
export function groupName({ first, entries }: Pick<Group, 'first' | 'entries'>): string {
  const { kind } = first.finding.object
  const word = nouns[kind] ?? kind.replaceAll('-', ' ')
  return plural(entries.length, word, plurals[kind])
}

/** The objects of a group on one table, or those that are on none. */
export interface Listed {
  /** Null: not on a table. */
  readonly table: string | null
  readonly objects: readonly ListedObject[]
}

export interface ListedObject {
  /** Without the table. */
  readonly name: string
  /** What it is like, where that is not the same of all. */
  readonly detail: readonly Part[]
  readonly finding: Finding
}

/** All objects of a group, by table in the order of the first of each. */
export function listed({ entries, cells }: Group): Listed[] {
  const tables = new Map<string | null, ListedObject[]>()
  for (const entry of entries) {
    const { object } = entry.finding
    const isMember = 'table' in object
    const name = isMember ? object.name : objectName(object)
    const table = isMember ? objectName({ kind: 'table', schema: object.schema, name: object.table }) : null
    const detail = cells === null || sameText(cells, entry.cells) ? [] : portrait(entry.cells)
    tables.set(table, [...(tables.get(table) ?? []), { name, detail, finding: entry.finding }])
  }
  return [...tables].map(([table, objects]) => ({ table, objects }))
}

const nouns: Partial<Readonly<Record<ObjectKind, string>>> = {
  unique: 'unique index',
  exclusion: 'exclusion constraint',
  composite: 'composite type',
  range: 'range type',
}
const plurals: Partial<Readonly<Record<ObjectKind, string>>> = {
  index: 'indexes',
  unique: 'unique indexes',
  policy: 'policies',
}

function groupOf(first: Entry, entries: readonly Entry[]): Group {
  const isSame = entries.every(({ cells }) => sameText(cells, first.cells))
  return { first, entries, cells: first.cells && (isSame ? first.cells : withoutParts(first.cells)) }
}

/** Equal for entries that say the same. */
function likeness({ finding, cells, parts }: Entry): string {
  const { rule, severity, cause, introduced, object, message, consequence, fingerprint } = finding
  if (parts.length > 0) return fingerprint
  const words = [message, consequence].map(skeleton)
  const values = cells !== null && isPresence(cells) ? withoutParts(cells) : cells
  return JSON.stringify([rule, severity, cause, introduced, object.kind, words, values])
}

/** A message without its names, values and numbers. */
function skeleton(message: string): string {
  return spans(message)
    .map(({ kind, value }) => (kind === 'code' ? '`' : value.replace(/\d+/g, '0')))
    .join('')
}

/** Do the lines differ in nothing but whether they have the object? */
function isPresence(cells: Cells): boolean {
  const said = columnsOf([cells]).map(({ sides: [side] }) => cells[side])
  return (
    said.some(({ is }) => is === 'absent') && new Set(said.map((cell) => JSON.stringify(cell))).size === 2
  )
}

function withoutParts(cells: Cells): Cells {
  const bare = (cell: Cell): Cell => (cell.is === 'present' ? { is: 'present', parts: [] } : cell)
  return {
    production: bare(cells.production),
    deployed: bare(cells.deployed),
    history: bare(cells.history),
    declared: bare(cells.declared),
  }
}

function portrait(cells: Cells | null): readonly Part[] {
  const [present] = Object.values(cells ?? {}).filter(isPresent)
  return present?.parts ?? []
}

function isPresent(cell: Cell): cell is Extract<Cell, { is: 'present' }> {
  return cell.is === 'present'
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
