import { type ChildProcess, execFileSync, fork, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'build-'))
const [built, again] = [join(scratch, 'first/dist'), join(scratch, 'second/dist')]

beforeAll(() => {
  for (const target of [built, again]) {
    execFileSync(process.execPath, [join(root, 'scripts/build.ts'), target], { cwd: root, stdio: 'inherit' })
  }
})
afterAll(() => rmSync(scratch, { recursive: true }))

test('the same sources give the same bytes', () => {
  const names = readdirSync(built).sort()
  expect(readdirSync(again).sort()).toEqual(names)
  for (const name of names) {
    expect(readFileSync(join(again, name)).equals(readFileSync(join(built, name))), name).toBe(true)
  }
})

test('holds what the doors, the bridge and their engines need, and names no file of this machine', () => {
  const names = readdirSync(built)
  expect(names).toEqual(
    expect.arrayContaining(['main.js', 'post.js', 'cli.js', 'bridge.js', 'prisma-config.js', 'package.json']),
  )
  expect(names.filter((name) => name.endsWith('.wasm')).sort()).toEqual([
    'prisma-schema-wasm-6.wasm',
    'prisma-schema-wasm-7.wasm',
    'schema-engine-wasm-6.wasm',
    'schema-engine-wasm-7.wasm',
  ])
  for (const name of names.filter((name) => name.endsWith('.js'))) {
    expect(readFileSync(join(built, name), 'utf8'), name).not.toContain(root)
  }
  expect(statSync(join(built, 'bridge.js')).mode & 0o111).toBe(0o111)
})

test('gives notice of the packages it holds', () => {
  const notices = readFileSync(join(built, 'licenses.txt'), 'utf8')
  for (const name of ['pg ', 'zod ', 'jiti ', '@prisma/schema-engine-wasm ', 'testcontainers ']) {
    expect(notices).toMatch(new RegExp(`^${name}\\d`, 'm'))
  }
})

test('the doors load no engine and no container client before they are needed', () => {
  const imports = (name: string): string[] =>
    [...readFileSync(join(built, name), 'utf8').matchAll(/^import .*?"\.\/([^"]+)";$/gm)].map(
      ([, file = '']) => file,
    )
  const loaded = (name: string, seen = new Set<string>()): Set<string> => {
    for (const file of imports(name)) if (!seen.has(file)) loaded(file, seen.add(file))
    return seen
  }
  for (const door of ['main.js', 'post.js', 'cli.js']) {
    expect([...loaded(door)].filter((file) => /wasm|testcontainers/.test(file))).toEqual([])
  }
})

const nodes = [...new Set([process.execPath, '/usr/bin/node'].filter(existsSync))]

describe.each(nodes)('with no node_modules, on %s', (node) => {
  test.each([6, 7])('the engine of Prisma %i makes a script', (major) => {
    const url = major === 6 ? 'url = env("SURELY_NOT_SET")' : ''
    const content = `datasource db {\n  provider = "postgresql"\n  ${url}\n}\nmodel A {\n  id Int @id\n}\n`
    const params = {
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
    }
    const { stdout, status } = spawnSync(node, [join(built, 'bridge.js')], {
      input: `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'diff', params })}\n`,
      env: { SCHEMA_ENGINE_BRIDGE_MAJOR: String(major) },
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    expect(stdout).toContain('CREATE TABLE')
  })

  test('a prisma.config.ts is read', async () => {
    const file = join(scratch, 'prisma.config.ts')
    writeFileSync(
      file,
      "import { defineConfig } from 'prisma/config'\nexport default defineConfig({ schema: <string>'db' as const })\n",
    )
    const child: ChildProcess = fork(join(built, 'prisma-config.js'), [file], {
      execPath: node,
      execArgv: [],
    })
    expect(await new Promise((resolve) => child.once('message', resolve))).toMatchObject({
      config: { schema: 'db' },
    })
  })

  test('the command line says what it can do', () => {
    const copy = join(scratch, 'copy')
    cpSync(built, join(copy, 'dist'), { recursive: true })
    for (const beside of ['package.json', 'docs', 'examples']) {
      cpSync(join(root, beside), join(copy, beside), { recursive: true })
    }
    const { stdout, status } = spawnSync(node, [join(copy, 'dist/cli.js'), '--help'], {
      encoding: 'utf8',
      cwd: tmpdir(),
    })
    expect(status).toBe(0)
    expect(stdout).toContain('check')
  })
})
