/** Databases of a few tables and any changes of them, as PSL and SQL. */
import fc from 'fast-check'
import { type Change, type Host, type Maker, type Piece, quote } from './change.ts'
import { changesBeyondPsl } from './changes-beyond-psl.ts'
import { changesOfPsl } from './changes-of-psl.ts'

const makers: Readonly<Record<string, Maker>> = { ...changesOfPsl, ...changesBeyondPsl }

/** What fast-check draws, and prints when a property fails. */
export interface Drawn {
  readonly tables: readonly string[]
  /** Keys of `makers`. */
  readonly changes: readonly string[]
  /** Decides what is where, and in which form. */
  readonly dice: readonly number[]
}

const tableName = fc.constantFrom(
  'user',
  'Order',
  'line items',
  'Größe',
  'x'.repeat(60),
  'select',
  'naïve_ÅÄ',
)

/** Any number of changes, each of another kind. */
export const drawn: fc.Arbitrary<Drawn> = fc.record({
  tables: fc.uniqueArray(tableName, { minLength: 1, maxLength: 4 }),
  changes: fc.shuffledSubarray(Object.keys(makers), { minLength: 1 }),
  dice: fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }),
})

/** All changes there are. */
export const everything: Drawn = {
  tables: ['user', 'line items', 'Größe'],
  changes: Object.keys(makers),
  dice: [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89],
}

export interface Generated {
  readonly changes: readonly Change[]
  /** The schema file before the changes or, as far as PSL can say them, after. */
  readonly schema: (state: 'before' | 'after', order?: Order) => Schema
  /** SQL for what PSL cannot say, before the changes. */
  readonly beyond: string
}

/** The parts of a schema file, in order. */
export interface Schema {
  readonly blocks: readonly string[]
}

/** How the blocks of a schema and the fields of a model are put in order. */
export type Order = <T>(list: readonly T[]) => readonly T[]

export function generate({ tables, changes, dice }: Drawn): Generated {
  let throws = 0
  const roll = (sides: number) => ((dice[throws++ % dice.length] ?? 0) + throws) % sides
  const hosts = tables.map((table, index): Host => ({ model: `M${index}`, table, sql: quote(table) }))
  const placed = changes.map((key, index) => {
    const host = hosts[roll(hosts.length)]
    const maker = makers[key]
    if (!host || !maker) throw new Error(`there is no change ${key}`)
    const pick = <T>(forms: readonly [T, ...T[]]): T => forms[roll(forms.length)] ?? forms[0]
    return { host, change: maker(host, `k${index}`, pick) }
  })
  const schema = (state: 'before' | 'after', order: Order = (list) => list): Schema => {
    const pieces = placed.map(({ host, change }): [Host, Piece] => [
      host,
      state === 'after' ? (change.after ?? change.before) : change.before,
    ])
    const models = hosts.map((host) => {
      const own = pieces.flatMap(([on, piece]) => (on === host ? piece : []))
      const fields = ['id Int @id @default(autoincrement())', ...own.flatMap(({ fields = [] }) => fields)]
      const attributes = [
        `@@map(${JSON.stringify(host.table)})`,
        ...own.flatMap(({ attributes = [] }) => attributes),
      ]
      return `model ${host.model} {\n  ${[...order(fields), ...order(attributes)].join('\n  ')}\n}`
    })
    return { blocks: order([...models, ...pieces.flatMap(([, { blocks = [] }]) => blocks)]) }
  }
  return {
    changes: placed.map(({ change }) => change),
    schema,
    beyond: placed.flatMap(({ change }) => change.before.sql ?? []).join('\n'),
  }
}
