import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { withInputs, withTables } from '../../scripts/readme-inputs.ts'
import { optionList } from '../../src/config/options.ts'

const root = join(import.meta.dirname, '..', '..')
const action = readFileSync(join(root, 'action.yml'), 'utf8')

test('the inputs of action.yml are those of the table', () => {
  expect(withInputs(action)).toBe(action)
  expect(Object.keys(parse(action).inputs)).toContain('working-directory')
})

test('only the token has a default: another would go before the config file', () => {
  const inputs: Record<string, { default?: string }> = parse(action).inputs
  const withDefault = Object.entries(inputs).filter(([, input]) => input.default !== undefined)
  expect(withDefault.map(([name]) => name)).toEqual(['github-token'])
})

test('every option is described in whole sentences', () => {
  expect(optionList.filter(({ description }) => !/^[A-Z].*\.$/.test(description))).toEqual([])
})

test('the README has the tables of action.yml', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  expect(withTables(readme, action)).toBe(readme)
})

test('tables are put between their markers', () => {
  const readme =
    'Before\n<!-- inputs -->\nstale\n<!-- /inputs -->\nBetween\n<!-- outputs --><!-- /outputs -->\nAfter'
  const text = withTables(readme, action)
  expect(text).toMatch(
    /^Before\n<!-- inputs -->\n\| Input \| \|\n\|---\|---\|\n\| `working-directory` \| The folder/,
  )
  expect(text).toContain(
    '| `comment-url` | URL of the comment on the pull request; empty when there is none. |\n<!-- /outputs -->',
  )
  expect(text).not.toContain('stale')
  expect(withTables(text, action)).toBe(text)
  expect(() => withTables('no markers', action)).toThrow('needs the markers')
})
