import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { get_dmmf } from 'prisma-schema-wasm-7'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { PrismaProject, SchemaFile } from '../../../src/model/project.ts'
import { mapSource } from '../../../src/prisma/source-map/map-source.ts'

const folder = join(import.meta.dirname, 'schemas')
const file = (path: string, from = folder): SchemaFile => ({
  path,
  content: readFileSync(join(from, path), 'utf8'),
})
const project = (files: readonly SchemaFile[], schemas = ['public']): PrismaProject => ({
  workingDirectory: folder,
  files,
  schemas,
  multiSchema: false,
  migrationsDirectory: null,
  configFile: null,
  prismaVersion: null,
  relationMode: 'foreignKeys',
  externalTables: [],
  externalEnums: [],
  previewFeatures: [],
})
const inline = (content: string) => mapSource(project([{ path: 's.prisma', content }]))

const shop = [file('shop.prisma')]
const many = readdirSync(join(folder, 'many')).map((name) => file(`many/${name}`))
const tutoring = [file('prisma/schema.prisma', join(import.meta.dirname, '../../../examples/tutoring'))]

const dmmfField = z.object({
  name: z.string(),
  dbName: z.string().nullish(),
  kind: z.string(),
  type: z.string(),
  isList: z.boolean(),
  isRequired: z.boolean(),
  isUpdatedAt: z.boolean().optional(),
  hasDefaultValue: z.boolean(),
})
const dmmf = z.object({
  datamodel: z.object({
    models: z.array(
      z.object({
        name: z.string(),
        dbName: z.string().nullable(),
        schema: z.string().nullish(),
        fields: z.array(dmmfField),
      }),
    ),
    enums: z.array(
      z.object({ name: z.string(), dbName: z.string().nullish(), schema: z.string().nullish() }),
    ),
    indexes: z.array(
      z.object({
        model: z.string(),
        type: z.string(),
        dbName: z.string().nullish(),
        fields: z.array(z.object({ name: z.string() })),
      }),
    ),
  }),
})

function engineView(files: readonly SchemaFile[]) {
  const text = get_dmmf(
    JSON.stringify({ prismaSchema: files.map(({ path, content }) => [path, content]), noColor: true }),
  )
  return dmmf.parse(JSON.parse(text)).datamodel
}

describe.each([
  ['shop', shop],
  ['many files and schemas', many],
  ['tutoring', tutoring],
  ['CRLF', shop.map(({ path, content }) => ({ path, content: content.replaceAll('\n', '\r\n') }))],
])("agrees with Prisma's own reading: %s", (_, files) => {
  const engine = engineView(files)
  const map = mapSource(project(files))
  const models = [...map.models.values()]

  test('models, tables, schemas', () => {
    const visible = models.filter((model) => !model.ignored)
    expect(visible.map(({ name, table, schema }) => [name, table, schema]).toSorted()).toEqual(
      engine.models.map(({ name, dbName, schema }) => [name, dbName ?? name, schema ?? 'public']).toSorted(),
    )
    expect(visible.length).toBeGreaterThan(2)
  })

  test('columns, types, list, optional, default', () => {
    for (const model of engine.models) {
      const ours = models.find(({ name }) => name === model.name)
      const fields = [...(ours?.fields.values() ?? [])].filter(
        (field) => !field.ignored && !field.type.startsWith('Unsupported'),
      )
      expect(
        fields.map((field) => [
          field.name,
          field.column,
          field.type,
          field.list,
          field.optional,
          field.updatedAt,
          field.default !== null,
        ]),
      ).toEqual(
        model.fields
          .filter(({ kind }) => kind !== 'object')
          .map((field) => [
            field.name,
            field.dbName ?? field.name,
            field.type,
            field.isList,
            !field.isRequired,
            field.isUpdatedAt ?? false,
            field.hasDefaultValue,
          ]),
      )
    }
  })

  test('enums', () => {
    expect([...map.enums.values()].map(({ name, type }) => [name, type])).toEqual(
      engine.enums.map(({ name, dbName }) => [name, dbName ?? name]),
    )
  })

  test('keys, uniques and indexes', () => {
    const kinds: Readonly<Record<string, string>> = { id: 'primary-key', unique: 'unique', normal: 'index' }
    const expected = engine.indexes.map((index) => {
      const model = engine.models.find(({ name }) => name === index.model)
      const columns = index.fields.map(
        ({ name }) => model?.fields.find((field) => field.name === name)?.dbName ?? name,
      )
      return [index.model, kinds[index.type], columns.join()].join(' ')
    })
    const found = models
      .filter((model) => !model.ignored)
      .flatMap((model) =>
        model.indexes
          .filter(({ kind }) => kind !== 'foreign-key')
          .map(({ kind, columns }) => [model.name, kind, columns.join()].join(' ')),
      )
    expect(found.toSorted()).toEqual(expected.toSorted())
  })

  test('every place is where the name is written', () => {
    const line = (path: string, number: number) =>
      files.find((found) => found.path === path)?.content.split('\n')[number - 1] ?? ''
    for (const model of models) {
      const { location } = model
      expect(line(location.file, location.line).slice((location.column ?? 0) - 1)).toMatch(
        new RegExp(`^${model.kind} ${model.name} `),
      )
      for (const field of model.fields.values()) {
        const at = field.location
        expect(line(at.file, at.line).slice((at.column ?? 0) - 1)).toMatch(new RegExp(`^${field.name}\\b`))
      }
      for (const index of model.indexes) {
        const at = index.location
        expect(line(at.file, at.line).slice((at.column ?? 0) - 1)).toMatch(/^@@?(id|unique|index|relation)\b/)
      }
    }
  })
})

test('quotes defaults as they are written', () => {
  const users = mapSource(project(shop)).models.get('public.users')
  expect(users?.fields.get('id')?.default).toBe('dbgenerated("uuid_generate_v4()")')
  expect(users?.fields.get('tags')?.default).toBe('["a", "b"]')
  expect(users?.fields.get('nick_name')).toMatchObject({
    name: 'nickName',
    mapped: true,
    default: null,
    optional: true,
  })
  expect(users?.fields.get('secret')?.ignored).toBe(true)
})

test('gives foreign keys their columns and names, and relations no column', () => {
  const users = mapSource(project(shop)).models.get('public.users')
  expect(users?.fields.has('manager')).toBe(false)
  expect(users?.indexes.filter(({ kind }) => kind === 'foreign-key')).toEqual([
    {
      kind: 'foreign-key',
      name: 'users_manager_fk',
      columns: ['manager_id'],
      location: { file: 'shop.prisma', line: 26, column: 23 },
    },
  ])
})

test('finds the join tables of implicit many-to-many relations only', () => {
  expect([...mapSource(project(shop)).joinTables]).toEqual([
    ['public._friends', { file: 'shop.prisma', line: 29, column: 3 }],
    ['public._LabelToTopic', { file: 'shop.prisma', line: 67, column: 3 }],
  ])
  expect([...mapSource(project(many, ['base', 'auth'])).joinTables.keys()]).toEqual([
    'base._owns',
    'base._GroupToUser',
  ])
})

test('keeps tables of one name in two schemas apart', () => {
  const map = mapSource(project(many, ['base', 'auth']))
  expect(map.models.get('auth.users')?.name).toBe('User')
  expect(map.models.get('base.users')?.name).toBe('Profile')
  expect(map.enums.get('auth.Kind')?.location).toEqual({ file: 'many/base.prisma', line: 6, column: 1 })
})

test('locates what stands around an error', () => {
  const map = inline(
    'model A {\n  id Int @id @default(now(\n  b Strin@@@\n  c Missing\n\nmodel B {\n  id Int @id\n}',
  )
  expect([...(map.models.get('public.A')?.fields.keys() ?? [])]).toEqual(['id', 'b', 'c'])
  expect(map.models.get('public.B')?.location.line).toBe(6)
})

test('of two models for one table the first counts', () => {
  const map = inline('model A {\n  id Int @id\n  @@map("t")\n}\nmodel B {\n  id Int @id\n  @@map("t")\n}')
  expect(map.models.get('public.t')?.name).toBe('A')
})
