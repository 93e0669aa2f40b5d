import { expect, test } from 'vitest'
import { partsOf } from '../../src/report/attributes.ts'
import { cellsOf, columnsOf } from '../../src/report/values.ts'
import { finding, report } from './samples.ts'

const table = { kind: 'table', schema: 'public', name: 'notes' } as const
const columns = (rule: string, attribute: string) => {
  const [off, on] = [{ [attribute]: 'off' }, { [attribute]: 'on' }]
  const one = finding({
    severity: 'warning',
    message: '',
    consequence: '',
    rule,
    object: table,
    cause: 'production',
    production: off,
    history: on,
    declared: off,
  })
  return columnsOf([cellsOf(one, report({ findings: [one] }))]).map(({ name }) => name)
}

test('schema.prisma is not shown where it cannot say it, though its database has a state of its own', () => {
  expect(columns('rls-enabled', 'rowSecurity')).toEqual(['Production', 'History'])
  expect(columns('table-attributes', 'persistence')).toEqual(['Production', 'History'])
  expect(columns('column-type', 'type')).toEqual(['Production', 'History', 'schema.prisma'])
})

test('the state of a trigger is told in words', () => {
  const parts = (enabled: string) => partsOf({ enabled }, ['enabled'])
  expect(parts('origin')).toEqual([{ label: 'enabled', code: null }])
  expect(parts('disabled')).toEqual([{ label: 'disabled', code: null }])
})
