/** Three lines that had one beginning, and what happened to each. */
import fc from 'fast-check'
import { checksumOf } from '../../../src/migrations/read-migrations.ts'
import { createRecordsTable, insertRecord } from '../../../src/migrations/records-table.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { createTestDatabase, query } from '../../support/database.ts'
import { type Files, formatted, migrationOf, nextMigration, repository } from '../lines.ts'
import { beyondSql } from './beyond.ts'
import { type Event, events, happened, type Line, lineNames } from './events.ts'
import { computed, pslOf } from './psl.ts'
import { fill } from './rows.ts'
import { emptyWorld, type World } from './world.ts'

/** What fast-check draws, and prints when a property fails. */
export interface Wild {
  readonly isMulti: boolean
  readonly policy: 'production-first' | 'schema-first'
  /** Before the lines parted. */
  readonly common: readonly Pick<Event, 'kind' | 'dice'>[]
  readonly drift: readonly Event[]
  /** What a migration does that production has not run. */
  readonly pending: readonly Pick<Event, 'kind' | 'dice'>[]
  readonly rows: readonly number[]
}

const kinds = Object.keys(events)
const coming = kinds.filter((kind) => kind.endsWith(' comes'))
const dice = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000))
const somewhere = fc.constantFrom<readonly Line[]>(
  ['production'],
  ['production'],
  ['schema'],
  ['history'],
  ['history', 'schema'],
  ['production', 'history'],
  ['production', 'schema'],
)

export const wild: fc.Arbitrary<Wild> = fc.record({
  isMulti: fc.constantFrom(false, false, true),
  policy: fc.constantFrom('production-first', 'production-first', 'production-first', 'schema-first'),
  common: fc.array(
    fc.record({ kind: fc.constantFrom('a table comes', 'a field comes', 'a field comes', ...coming), dice }),
    { minLength: 3, maxLength: 24, size: 'max' },
  ),
  drift: fc.array(fc.record({ kind: fc.constantFrom(...kinds), lines: somewhere, dice }), {
    minLength: 1,
    maxLength: 8,
    size: 'max',
  }),
  pending: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ kind: fc.constantFrom(...kinds), dice }), { maxLength: 2 }),
    },
  ),
  rows: fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }),
})

export interface WildLines {
  readonly files: Files
  readonly production: Connection
}

/** Makes what was drawn. */
export async function linesOf({ isMulti, common, drift, pending, rows }: Wild): Promise<WildLines> {
  const worlds = { production: emptyWorld(), history: emptyWorld(), schema: emptyWorld() }
  const first = { kind: 'a table comes', dice: [0, 0, 0] } as const
  const everywhere = (
    own: readonly Pick<Event, 'kind' | 'dice'>[],
    lines: readonly Line[] = lineNames,
  ): readonly Event[] => own.map((each) => ({ ...each, lines }))
  const parted = [...everywhere([first, ...common]), ...drift]
  happened(parted, worlds, isMulti)
  const file = (world: World) => pslOf(world, isMulti)
  const made = await sqlOf(worlds.history, isMulti)
  const production = await createTestDatabase(await sqlOf(worlds.production, isMulti))
  await fill(production, worlds.production, rows)
  await recordInit(production, made)
  happened(everywhere(pending, ['history', 'schema']), worlds, isMulti, parted.length)
  const next =
    pending.length === 0 ? null : await nextMigration(await createTestDatabase(made), file(worlds.history))
  return {
    files: repository(
      { files: { 'models/schema.prisma': await formatted(file(worlds.schema)) } },
      made,
      next || null,
    ),
    production,
  }
}

async function sqlOf(world: World, isMulti: boolean): Promise<string> {
  return `${generated(await migrationOf(pslOf(world, isMulti)))}\n${beyondSql(world)}\n`
}

/** Prisma writes a default for what only a person can write. */
function generated(sql: string): string {
  return sql.replaceAll(`DEFAULT ${computed}`, `GENERATED ALWAYS AS ${computed} STORED`)
}

/** Records the first migration, which made the database once. */
async function recordInit(production: Connection, sql: string): Promise<void> {
  const name = '20250101000000_init'
  await query(production, createRecordsTable('public'))
  await query(production, insertRecord('public', { name, sql, file: '', checksum: checksumOf(sql) }))
}
