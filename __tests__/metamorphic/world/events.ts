/** What happens to a database: each event on something that is picked by dice, wherever that is there. */
import { idNames, idTypes, typeNames } from './types.ts'
import {
  type Beyond,
  type Enum,
  type Field,
  fieldOf,
  type Key,
  type Relation,
  type Table,
  tableOf,
  type World,
} from './world.ts'

export interface Event {
  /** One of `events`. */
  readonly kind: string
  /** In which of the lines it happens. */
  readonly lines: readonly Line[]
  readonly dice: readonly [number, number, number]
}

export const lineNames = ['production', 'history', 'schema'] as const
export type Line = (typeof lineNames)[number]

/** What an event is about; the same in all lines. */
interface Target {
  readonly model: string | undefined
  readonly other: string | undefined
  readonly field: string | undefined
  readonly key: string | undefined
  readonly relation: string | undefined
  readonly enum: string | undefined
  readonly beyond: string | undefined
}

interface Scene extends Target {
  readonly world: World
  readonly name: string
  readonly pick: <T>(list: readonly T[], die?: 0 | 1 | 2) => T | undefined
  /** Are there other schemas than `public`? */
  readonly isMulti: boolean
}

/**
 * Lets events happen to the worlds of the lines, in order.
 * @param from the number of the first, by which what comes is named
 */
export function happened(
  all: readonly Event[],
  worlds: Readonly<Record<Line, World>>,
  isMulti: boolean,
  from = 0,
): void {
  for (const [index, { kind, lines, dice }] of all.entries()) {
    const first = lines[0]
    if (first === undefined) continue
    const pick = <T>(list: readonly T[], die: 0 | 1 | 2 = 0): T | undefined => list[dice[die] % list.length]
    const target = targetIn(worlds[first], pick)
    for (const line of lines)
      events[kind]?.({ ...target, world: worlds[line], name: `${from + index}`, pick, isMulti })
  }
}

function targetIn(world: World, pick: Scene['pick']): Target {
  const table = pick(world.tables)
  return {
    model: table?.model,
    other: pick(world.tables, 1)?.model,
    field: pick(table?.fields ?? [], 1)?.field,
    key: pick(table?.keys ?? [], 1)?.key,
    relation: pick(table?.relations ?? [], 1)?.name,
    enum: pick(world.enums)?.model,
    beyond: pick(world.beyond)?.name,
  }
}

const onTable =
  (change: (table: Table, scene: Scene) => void) =>
  (scene: Scene): void => {
    const table = tableOf(scene.world, scene.model ?? '')
    if (table) change(table, scene)
  }

const onField = (change: (field: Field, scene: Scene, table: Table) => void) =>
  onTable((table, scene) => {
    const field = fieldOf(table, scene.field ?? null)
    if (field) change(field, scene, table)
  })

const onKey = (change: (key: Key, scene: Scene, table: Table) => void) =>
  onTable((table, scene) => {
    const key = table.keys.find((each) => each.key === scene.key)
    if (key) change(key, scene, table)
  })

const onRelation = (change: (relation: Relation, scene: Scene, table: Table) => void) =>
  onTable((table, scene) => {
    const relation = table.relations.find((each) => each.name === scene.relation)
    if (relation) change(relation, scene, table)
  })

const onEnum =
  (change: (own: Enum, scene: Scene) => void) =>
  (scene: Scene): void => {
    const own = scene.world.enums.find(({ model }) => model === scene.enum)
    if (own) change(own, scene)
  }

const onBeyond =
  (change: (own: Beyond, scene: Scene) => void) =>
  (scene: Scene): void => {
    const own = scene.world.beyond.find(({ name }) => name === scene.beyond)
    if (own) change(own, scene)
  }

function without<T>(list: T[], gone: T): void {
  list.splice(list.indexOf(gone), 1)
}

const actions = ['Cascade', 'Restrict', 'NoAction', null] as const
const kinds = [
  'check',
  'view',
  'view',
  'trigger',
  'partial',
  'expression',
  'comment',
  'exclusion',
  'materialized',
] as const

export const events: Readonly<Record<string, (scene: Scene) => void>> = {
  'a table comes': ({ world, name, pick, isMulti }) => {
    const table = pick(
      [`table${name}`, `Größe ${name}`, `t${name}${'x'.repeat(45)}`, `User${name}`, `user_${name}s`],
      1,
    )
    world.tables.push({
      model: `M${name}`,
      name: table ?? '',
      schema: isMulti && pick([true, false]) ? 'other' : 'public',
      id: pick(idNames, 2) ?? 'serial',
      fields: [],
      keys: [],
      relations: [],
      joins: [],
    })
  },
  'a table goes': onTable((table, { world }) => without(world.tables, table)),
  'a table gets a name': onTable((table, { name, pick }) => {
    table.name = pick([`renamed_${name}`, `${table.name}_new`, table.model], 2) ?? ''
  }),
  'an id gets a type': onTable((table, { world, pick }) => {
    table.id = pick(idNames, 2) ?? table.id
    const { type } = idTypes[table.id]
    for (const other of world.tables)
      for (const { field, to, target } of other.relations) {
        const end = to === table.model && target === null ? fieldOf(other, field) : undefined
        if (end) end.type = type
      }
  }),
  'a field comes': onTable((table, { world, name, pick }) => {
    const types = [...typeNames, ...world.enums.map(({ model }) => `enum ${model}` as const)]
    table.fields.push({
      field: `f${name}`,
      name:
        pick(
          [`f${name}`, `Field ${name}`, `f_${name}`, 'created_at', 'createdAt'].filter(
            (own) => !table.fields.some((other) => other.name === own),
          ),
          2,
        ) ?? '',
      type: pick(types, 1) ?? 'int',
      isOptional: pick([true, false, true], 2) ?? true,
      isList: pick([false, false, false, false, true], 2) ?? false,
      fallback: pick([null, 0, 1], 2) ?? null,
      isGenerated: pick([false, false, false, false, false, false, false, false, true], 1) ?? false,
    })
  }),
  'a field goes': onField((field, _, table) => without(table.fields, field)),
  'a field gets a name': onField((field, { name, pick }, table) => {
    const free = [`n${name}`, `${field.name}_new`, field.field].filter(
      (own) => !table.fields.some((other) => other !== field && other.name === own),
    )
    field.name = pick(free, 2) ?? field.name
  }),
  'a field gets a type': onField((field, { world, pick }) => {
    const types = [...typeNames, ...world.enums.map(({ model }) => `enum ${model}` as const)]
    field.type = pick(types, 2) ?? field.type
    field.isGenerated = false
  }),
  'a field is optional or not': onField((field) => {
    field.isOptional = !field.isOptional
  }),
  'a field is a list or not': onField((field) => {
    field.isList = !field.isList
  }),
  'a field gets a default': onField((field, { pick }) => {
    field.fallback = pick([null, 0, 1], 2) ?? null
  }),
  'a key comes': onTable((table, { name, pick, field }) => {
    const second = pick(table.fields, 2)?.field
    const fields = [field, pick([true, false], 2) ? second : undefined].filter((each) => each !== undefined)
    if (fields.length > 0)
      table.keys.push({
        key: `k${name}`,
        isUnique: pick([true, false], 2) ?? false,
        fields: [...new Set(fields)],
        name: pick([null, `key ${name}`, `k${name}`], 2) ?? null,
        isDescending: pick([false, false, false, true], 2) ?? false,
      })
  }),
  'a key goes': onKey((key, _, table) => without(table.keys, key)),
  'a key gets a name': onKey((key, { name, pick }) => {
    key.name = pick([null, `renamed_key_${name}`], 2) ?? null
  }),
  'a key gets fields': onKey((key, { pick }, table) => {
    const field = pick(table.fields, 2)?.field
    if (field !== undefined) key.fields = key.fields.includes(field) ? [field] : [...key.fields, field]
  }),
  'a key is unique or not': onKey((key) => {
    key.isUnique = !key.isUnique
  }),
  'a key is descending or not': onKey((key) => {
    key.isDescending = !key.isDescending
  }),
  'a relation comes': onTable((table, { world, name, pick, other }) => {
    const to = tableOf(world, other ?? '')
    if (!to) return
    const unique = to.keys.find(({ isUnique, fields }) => isUnique && fields.length === 1)
    const target = pick([null, unique?.fields[0] ?? null], 2) ?? null
    table.fields.push({
      field: `r${name}`,
      name: pick([`r${name}`, `ref_${name}`], 2) ?? '',
      type: fieldOf(to, target)?.type ?? idTypes[to.id].type,
      isOptional: pick([true, true, false], 2) ?? true,
      isList: false,
      fallback: null,
      isGenerated: false,
    })
    table.relations.push({
      name: `rel${name}`,
      field: `r${name}`,
      to: to.model,
      target,
      onDelete: pick(actions, 2) ?? null,
    })
  }),
  'a relation goes': onRelation((relation, _, table) => without(table.relations, relation)),
  'a relation does something else': onRelation((relation, { pick }) => {
    relation.onDelete = pick(actions, 2) ?? null
  }),
  'a relation points elsewhere': onRelation((relation, { other }) => {
    if (other !== undefined) relation.to = other
    relation.target = null
  }),
  'a join comes': onTable((table, { name, other }) => {
    if (other !== undefined) table.joins.push({ name: `join${name}`, to: other })
  }),
  'a join goes': onTable((table) => {
    table.joins.pop()
  }),
  'an enum comes': ({ world, name, pick, isMulti }) => {
    world.enums.push({
      model: `E${name}`,
      name: pick([`E${name}`, `enum_${name}`], 1) ?? '',
      schema: isMulti && pick([true, false]) ? 'other' : 'public',
      labels: ['A', 'B', 'C'].map((value) => ({ value, name: value })),
    })
  },
  'an enum goes': onEnum((own, { world }) => without(world.enums, own)),
  'an enum gets a name': onEnum((own, { name }) => {
    own.name = `renamed_enum_${name}`
  }),
  'a label comes': onEnum(({ labels }, { name, pick }) => {
    labels.splice(pick([0, 1, 2, 3], 1) ?? 0, 0, { value: `L${name}`, name: `L${name}` })
  }),
  'a label goes': onEnum(({ labels }) => {
    if (labels.length > 1) labels.pop()
  }),
  'a label gets a name': onEnum(({ labels }, { name, pick }) => {
    const label = pick(labels, 1)
    if (label) label.name = `renamed ${name}`
  }),
  'something beyond comes': ({ world, name, model, field = null, pick }) => {
    const kind = pick(kinds, 2) ?? 'check'
    if (model !== undefined)
      world.beyond.push({ name: `${kind}_${name}`, kind, model, field, n: 5 + Number(name) })
  },
  'something beyond goes': onBeyond((own, { world }) => without(world.beyond, own)),
  'something beyond changes': onBeyond((own, { name }) => {
    own.n = 50 + Number(name)
  }),
}
