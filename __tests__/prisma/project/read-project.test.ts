import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readProject } from '../../../src/prisma/read-project.ts'
import { configFor, datasource, failureOf, folderWith } from '../../support/folder.ts'

const paths = (project: { readonly files: readonly { readonly path: string }[] }) =>
  project.files.map(({ path }) => path)

describe('the schema', () => {
  test('prisma/schema.prisma, with the migrations beside it', async () => {
    const folder = await folderWith({
      'prisma/schema.prisma': datasource,
      'prisma/migrations/1_a/migration.sql': '',
    })
    expect(await readProject(configFor(folder))).toEqual({
      workingDirectory: folder,
      files: [{ path: 'prisma/schema.prisma', content: datasource }],
      migrationsDirectory: join(folder, 'prisma/migrations'),
      configFile: null,
      prismaVersion: null,
      schemas: ['public'],
      multiSchema: false,
      relationMode: 'foreignKeys',
      externalTables: [],
      externalEnums: [],
      previewFeatures: [],
    })
  })

  test('schema.prisma goes before prisma/schema.prisma, as in Prisma', async () => {
    const folder = await folderWith({ 'schema.prisma': datasource, 'prisma/schema.prisma': datasource })
    expect(paths(await readProject(configFor(folder)))).toEqual(['schema.prisma'])
  })

  test('--schema goes before all else', async () => {
    const folder = await folderWith({ 'schema.prisma': datasource, 'db/my.prisma': datasource })
    expect(paths(await readProject(configFor(folder, { schema: 'db/my.prisma' })))).toEqual(['db/my.prisma'])
  })

  test('package.json#prisma.schema, for Prisma 6; the defaults go first for 7', async () => {
    const files = { 'schema.prisma': datasource, 'db/s.prisma': datasource }
    const packageJson = (version: string) =>
      JSON.stringify({ prisma: { schema: './db/s.prisma' }, devDependencies: { prisma: version } })
    const six = await folderWith({ ...files, 'package.json': packageJson('^6.19.0') })
    const seven = await folderWith({ ...files, 'package.json': packageJson('^7.0.0') })
    expect(paths(await readProject(configFor(six)))).toEqual(['db/s.prisma'])
    expect(paths(await readProject(configFor(seven)))).toEqual(['schema.prisma'])
  })

  test('a folder with folders in it, and links, sorted', async () => {
    const folder = await folderWith({
      'prisma/schema/main.prisma': datasource,
      'prisma/schema/models/b.prisma': '// b',
      'prisma/schema/models/notes.txt': 'no',
      'elsewhere/c.prisma': '// c',
    })
    await symlink(join(folder, 'elsewhere'), join(folder, 'prisma/schema/linked'))
    await symlink(join(folder, 'prisma/schema'), join(folder, 'prisma/schema/models/loop'))
    expect(paths(await readProject(configFor(folder)))).toEqual([
      'prisma/schema/linked/c.prisma',
      'prisma/schema/main.prisma',
      'prisma/schema/models/b.prisma',
    ])
  })

  test('a schema that is missing says where was looked', async () => {
    const failure = await failureOf(readProject(configFor(await folderWith({}))))
    expect(failure).toMatchObject({ stage: 'config', code: 'input-missing' })
    expect(failure.message).toContain('schema.prisma, prisma/schema.prisma, prisma/schema')
    const named = await failureOf(readProject(configFor(await folderWith({}), { schema: 'nope.prisma' })))
    expect(named.message).toBe('There is no schema at nope.prisma, which --schema names.')
  })
})

describe('the migrations', () => {
  const folderSchema = { 'prisma/schema/db/main.prisma': datasource, 'prisma/schema/a.prisma': '' }
  const everywhere = {
    'prisma/schema/db/migrations/x': '',
    'prisma/schema/migrations/x': '',
    'prisma/migrations/x': '',
  }
  test.each([
    ['7.10.1', 'prisma/schema/migrations'],
    ['6.19.3', 'prisma/schema/db/migrations'],
    ['6.6.0', 'prisma/migrations'],
    ['5.22.0', 'prisma/migrations'],
  ])('of a schema folder with Prisma %s lie in %s', async (version, expected) => {
    const folder = await folderWith({
      ...folderSchema,
      ...everywhere,
      'node_modules/prisma/package.json': JSON.stringify({ version }),
    })
    expect((await readProject(configFor(folder))).migrationsDirectory).toBe(join(folder, expected))
  })

  test('are found where another major keeps them', async () => {
    const folder = await folderWith({
      ...folderSchema,
      'prisma/migrations/x': '',
      'package.json': JSON.stringify({ dependencies: { '@prisma/client': '7' } }),
    })
    expect((await readProject(configFor(folder))).migrationsDirectory).toBe(join(folder, 'prisma/migrations'))
  })

  test('none, and --migrations', async () => {
    const folder = await folderWith({
      'schema.prisma': datasource,
      'sql/1.sql': '',
      'migrations/1/migration.sql': '',
    })
    const directory = async (migrations: string) =>
      (await readProject(configFor(folder, { migrations }))).migrationsDirectory
    expect(await directory('none')).toBeNull()
    expect(await directory('sql')).toBe(join(folder, 'sql'))
    expect(await failureOf(directory('nope'))).toMatchObject({ code: 'input-missing' })
    const bare = await folderWith({ 'schema.prisma': datasource })
    expect((await readProject(configFor(bare))).migrationsDirectory).toBeNull()
  })
})

describe('the version', () => {
  const version = async (files: Readonly<Record<string, string>>) =>
    (await readProject(configFor(await folderWith({ 'schema.prisma': datasource, ...files })))).prismaVersion
  const asked = (range: string) => ({
    'package.json': JSON.stringify({ devDependencies: { prisma: range } }),
  })
  const installed = { 'node_modules/@prisma/client/package.json': JSON.stringify({ version: '6.19.3' }) }

  test('is the installed one where its major is the one asked for', async () => {
    expect(await version({ ...asked('^6.1.0'), ...installed })).toBe('6.19.3')
    expect(await version(installed)).toBe('6.19.3')
    expect(await version({ ...asked('latest'), ...installed })).toBe('6.19.3')
  })

  test('is the lowest of the range where nothing that fits is installed', async () => {
    expect(await version(asked('^5.22.0'))).toBe('5.22.0')
    expect(await version({ ...asked('~7.1'), ...installed })).toBe('7.1')
    expect(await version(asked('workspace:*'))).toBeNull()
  })

  test('comes from above in a monorepo', async () => {
    const folder = await folderWith({
      'packages/db/prisma/schema.prisma': datasource,
      'packages/db/package.json': JSON.stringify({ name: 'db' }),
      ...asked('6.4.0'),
    })
    expect((await readProject(configFor(join(folder, 'packages/db')))).prismaVersion).toBe('6.4.0')
    expect((await readProject(configFor(folder, { schema: 'packages/db/prisma' }))).prismaVersion).toBe(
      '6.4.0',
    )
  })
})

describe('the datasource', () => {
  const read = async (content: string) =>
    readProject(configFor(await folderWith({ 'schema.prisma': content })))

  test('gives schemas, relation mode and preview features, of a schema that does not validate too', async () => {
    const project = await read(`generator client {
  provider = "prisma-client-js"
  previewFeatures = ["views", "multiSchema"]
}
datasource db {
  provider     = "postgres"
  url          = env("DATABASE_URL")
  schemas      = ["base", "auth"] // two
  relationMode = "prisma"
}
model Broken {
  id Nonsense @@@ (
`)
    expect(project).toMatchObject({
      schemas: ['base', 'auth'],
      multiSchema: true,
      relationMode: 'prisma',
      previewFeatures: ['views', 'multiSchema'],
    })
  })

  test.each(['mysql', 'sqlite', 'cockroachdb', 'mongodb', 'sqlserver'])(
    '%s is refused at its line',
    async (provider) => {
      const failure = await failureOf(read(`// a\ndatasource db {\n  provider = "${provider}"\n}\n`))
      expect(failure).toMatchObject({
        code: 'prisma-provider-unsupported',
        location: { file: 'schema.prisma', line: 3, column: 14 },
      })
      expect(failure.message).toContain(`"${provider}"`)
    },
  )

  test('must be there', async () => {
    expect(await failureOf(read('model A {\n  id Int @id\n}\n'))).toMatchObject({
      code: 'prisma-datasource-missing',
    })
    const folder = await folderWith({ 'db/readme.md': '' })
    expect(await failureOf(readProject(configFor(folder, { schema: 'db' })))).toMatchObject({
      code: 'prisma-datasource-missing',
    })
  })
})

test('a package.json that is not JSON is named', async () => {
  const folder = await folderWith({ 'schema.prisma': datasource, 'package.json': '{' })
  const failure = await failureOf(readProject(configFor(folder)))
  expect(failure).toMatchObject({ code: 'config-invalid' })
  expect(failure.message).toContain('package.json')
})
