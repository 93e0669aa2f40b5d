/** The third column of the table in docs/architecture.md, "The tree is the pipeline". */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '../src')

const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  config: ['model', 'drift'],
  progress: ['model'],
  git: ['model'],
  postgres: ['model', 'progress'],
  dump: ['model', 'progress', 'config', 'postgres'],
  migrations: ['model', 'progress', 'config', 'git', 'postgres'],
  prisma: ['model', 'progress', 'postgres', 'config'],
  drift: ['model'],
  alignment: ['model', 'drift'],
  report: ['model'],
  baseline: ['model', 'config'],
  base: ['model', 'progress', 'config', 'git', 'migrations', 'prisma'],
  check: [
    '',
    'model',
    'progress',
    'config',
    'base',
    'postgres',
    'dump',
    'migrations',
    'prisma',
    'drift',
    'alignment',
    'report',
  ],
  fix: ['model', 'config', 'git', 'report'],
  github: ['model', 'report', 'config'],
  doors: ['', 'model', 'config', 'baseline', 'progress', 'postgres', 'drift', 'report', 'github', 'fix'],
}

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

const imports = sources.flatMap((file) =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)].map(
    (match) => ({
      file,
      target: relative(src, join(src, dirname(file), match[1] ?? match[2] ?? '')),
    }),
  ),
)

const folder = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '')

test('imports point one way', () => {
  expect(imports.length).toBeGreaterThan(100)
  const wrong = imports.filter(({ file, target }) => {
    const [from, to] = [folder(file), folder(target)]
    return from !== '' && from !== to && !mayImport[from]?.includes(to)
  })
  expect(wrong).toEqual([])
})

test('nothing imports a door', () => {
  expect(imports.filter(({ target }) => ['main.ts', 'post.ts', 'cli.ts'].includes(target))).toEqual([])
})

test('only the doors and github know that there is GitHub', () => {
  const readers = sources.filter((file) =>
    /\b(GITHUB|INPUT|STATE)_/.test(readFileSync(join(src, file), 'utf8')),
  )
  // What it must keep from the programs of the repository.
  const exempt = 'prisma/repository-environment.ts'
  expect(
    readers.filter(
      (file) => file !== exempt && folder(file) !== '' && !['github', 'doors'].includes(folder(file)),
    ),
  ).toEqual([])
})

test('comparing, planning and rendering do no I/O', () => {
  const pure = sources.filter((file) => ['drift', 'report', 'model'].includes(folder(file)))
  const io = /from '(node:(fs|net|http|https|child_process|os|process)[^']*|pg|@actions\/[^']+)'/
  expect(pure.filter((file) => io.test(readFileSync(join(src, file), 'utf8')))).toEqual([])
})
