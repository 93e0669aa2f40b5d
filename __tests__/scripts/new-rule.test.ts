import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newRule } from '../../scripts/new-rule.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

describe('npm run new-rule', () => {
  let copy: string
  const ids = ['table-owner', 'trigger-order', 'materialized-view-extra', 'policy-definition-order']

  beforeAll(async () => {
    copy = await realpath(await mkdtemp(join(tmpdir(), 'new-rule-')))
    for (const path of [
      'src',
      'scripts',
      'docs',
      'package.json',
      'tsconfig.json',
      'biome.json',
      '.gitignore',
    ])
      await cp(join(root, path), join(copy, path), { recursive: true })
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const id of ids) await run(process.execPath, ['scripts/new-rule.ts', id], { cwd: copy })
  })
  afterAll(() => rm(copy, { recursive: true }))

  test('makes a rule that compiles and is written as the others are', async () => {
    const tool = (name: string) => join(root, 'node_modules/.bin', name)
    await run(tool('tsc'), ['--noEmit'], { cwd: copy })
    await run(tool('biome'), ['check', 'src/drift'], { cwd: copy })
  })

  test('makes a rule that is in the list and has a severity', async () => {
    const program = `import { rules } from './src/drift/rules/index.ts'
      import { severities } from './src/drift/severity.ts'
      console.log(JSON.stringify([rules.map(({ id }) => id), Object.keys(severities)]))`
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '--eval', program], {
      cwd: copy,
    })
    const [listed, graded] = JSON.parse(stdout)
    expect(listed).toEqual(expect.arrayContaining(ids))
    expect(graded).toEqual(expect.arrayContaining(ids))
    expect(listed.indexOf('trigger-order')).toBe(listed.indexOf('trigger-definition') + 1)
  })

  test('makes its page with the usual headings, and names it in the index', async () => {
    for (const id of ids) {
      const page = await readFile(join(copy, `docs/rules/${id}.md`), 'utf8')
      expect([...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading)).toEqual([
        id,
        'What it means',
        'Why it bites',
        'How to fix it',
        'When to ignore it',
      ])
      const index = await readFile(join(copy, 'docs/rules/README.md'), 'utf8')
      expect(index).toMatch(new RegExp(`^\\| \\[\`${id}\`\\]\\(${id}\\.md\\) \\| warning \\| .+ \\|$`, 'm'))
    }
  })

  test('makes a case', async () => {
    const file = await readFile(join(copy, '__tests__/cases/table--owner/case.yml'), 'utf8')
    expect(file).toContain('warning table-owner table')
  })

  test('makes nothing twice', async () => {
    const again = run(process.execPath, ['scripts/new-rule.ts', 'table-owner'], { cwd: copy })
    await expect(again).rejects.toThrow('there is a rule table-owner already')
  })
})

test.each([
  ['view-extra', 'there is a rule view-extra already'],
  ['Table-Owner', 'is no rule id'],
  ['owner', 'is no rule id'],
  ['../etc', 'is no rule id'],
  ['cat-owner', 'begins with no kind of object'],
])('refuses %s: %s', (id, why) => {
  expect(() => newRule(id, () => '')).toThrow(why)
})
