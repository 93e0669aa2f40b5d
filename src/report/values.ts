import type { Finding } from '../model/finding.ts'
import type { ObjectKind } from '../model/object.ts'
import type { Report } from '../model/report.ts'
import { type Part, partsOf, shownAttributes } from './attributes.ts'

/** The lines a report sets side by side. */
const sides = ['production', 'deployed', 'history', 'declared'] as const
export type Side = (typeof sides)[number]

const sideNames: Readonly<Record<Side, string>> = {
  production: 'Production',
  deployed: 'After deploy',
  history: 'History',
  declared: 'schema.prisma',
}

/** What one line says of an object: nothing at all (it has no vote), that it is absent, or what it is like. */
export type Cell =
  | { readonly is: 'silent' }
  | { readonly is: 'absent' }
  | { readonly is: 'present'; readonly parts: readonly Part[] }

export type Cells = Readonly<Record<Side, Cell>>

/** What a Prisma schema cannot say: where it lacks one, it abstains. */
const beyondPrisma: ReadonlySet<ObjectKind> = new Set([
  ...([
    'schema',
    'extension',
    'view',
    'materialized-view',
    'domain',
    'composite',
    'range',
    'collation',
    'sequence',
    'function',
  ] as const),
  ...(['check', 'exclusion', 'trigger', 'policy'] as const),
])

/** Rules about what a Prisma schema cannot say of a table, column or enum that it has. */
const beyondPrismaRules: ReadonlySet<string> = new Set([
  'rls-enabled',
  'table-attributes',
  'column-collation',
  'enum-order',
  'comment',
  'grants',
])

/** What each line says of a finding's object, in the attributes in which they differ. */
export function cellsOf(finding: Finding, report: Report): Cells {
  const names = shownAttributes(finding)
  const silent: Readonly<Record<Side, boolean>> = {
    production: false,
    deployed: true,
    history: finding.cause === 'unknown',
    declared: report.prisma?.validate === 'failed' || beyondPrisma.has(finding.object.kind),
  }
  const cell = (side: Side): Cell => {
    const attributes = finding[side]
    if (side === 'declared' && beyondPrismaRules.has(finding.rule)) return { is: 'silent' }
    if (attributes !== null) return { is: 'present', parts: partsOf(attributes, names) }
    return { is: silent[side] ? 'silent' : 'absent' }
  }
  return {
    production: cell('production'),
    deployed: cell('deployed'),
    history: cell('history'),
    declared: cell('declared'),
  }
}

/** Lines that say the same, shown as one. */
export interface Column {
  /** At least one. */
  readonly sides: readonly [Side, ...Side[]]
  readonly name: string
}

/**
 * The columns in which objects are set side by side: the lines that speak (`deployed` only where it is news);
 * neighbours that say the same of every object share one.
 */
export function columnsOf(rows: readonly Cells[]): Column[] {
  const speaking = sides.filter((side) => {
    if (side === 'deployed')
      return rows.some((cells) => cells.deployed.is === 'present' && !agree(cells, side, 'production'))
    return side === 'production' || rows.some((cells) => cells[side].is !== 'silent')
  })
  const groups: [Side, ...Side[]][] = []
  for (const side of speaking) {
    const neighbour = groups.at(-1)
    if (neighbour !== undefined && rows.every((cells) => agree(cells, neighbour[0], side)))
      neighbour.push(side)
    else groups.push([side])
  }
  return groups.map((group) => ({ sides: group, name: columnName(group) }))
}

/** A line's name inside of a sentence. */
export function inSentence(side: Side): string {
  return side === 'declared' ? sideNames[side] : sideNames[side].toLowerCase()
}

function agree(cells: Cells, one: Side, other: Side): boolean {
  return JSON.stringify(cells[one]) === JSON.stringify(cells[other])
}

function columnName([first, ...others]: Column['sides']): string {
  return [sideNames[first], ...others.map(inSentence)].join(', ')
}
