import { describe, expect, test } from 'vitest'
import { longDifferences } from '../../src/report/differences.ts'
import { finding } from './samples.ts'

const body = (lines: number) => Array.from({ length: lines }, (_, index) => `  step_${index}();`).join('\n')
const view = { kind: 'view', schema: 'public', name: 'report' } as const
const base = { severity: 'warning', cause: 'production', message: '', consequence: '' } as const

describe('longDifferences', () => {
  test('shows the lines around a difference, and no other', () => {
    const object = { kind: 'function', schema: 'public', name: 'f()' } as const
    const [diff, ...others] = longDifferences(
      finding({
        ...base,
        rule: 'function-definition',
        object,
        production: { body: body(50).replace('step_20', 'leap'), cost: 100 },
        history: { body: body(50), cost: 100 },
      }),
    )
    expect(others).toEqual([])
    expect(diff).toEqual([
      '--- production',
      '+++ history',
      ...[17, 18, 19].map((index) => `   step_${index}();`),
      '-  leap();',
      '+  step_20();',
      ...[21, 22, 23].map((index) => `   step_${index}();`),
    ])
  })

  test('shows the beginning of what only one line has', () => {
    const object = { kind: 'function', schema: 'public', name: 'f()' } as const
    const [diff = []] = longDifferences(
      finding({ ...base, rule: 'function-extra', object, production: { body: body(50) } }),
    )
    expect(diff).toHaveLength(18)
    expect(diff.slice(0, 3)).toEqual(['--- production', '+++ history', '-  step_0();'])
    expect(diff.at(-1)).toBe('@@ 35 more lines')
  })

  test('shows lists element by element, and nothing of what is short or the same', () => {
    const columns = ['id integer', 'email text', 'created_at timestamp(3) without time zone', 'score numeric']
    const definition = body(20)
    const diffs = longDifferences(
      finding({
        ...base,
        rule: 'view-definition',
        object: view,
        production: { definition, columns, options: ['security_barrier=true'] },
        history: { definition, columns: columns.slice(0, 3), options: [] },
        deployed: { definition, columns, options: [] },
      }),
    )
    expect(diffs).toEqual([
      [
        '--- production',
        '+++ history',
        ' id integer',
        ' email text',
        ' created_at timestamp(3) without time zone',
        '-score numeric',
      ],
    ])
  })

  test('sets production against the line that is other', () => {
    const [diff = []] = longDifferences(
      finding({
        ...base,
        rule: 'view-definition',
        object: view,
        production: { definition: body(3) },
        history: { definition: body(3) },
        deployed: { definition: body(2) },
      }),
    )
    expect(diff.slice(0, 2)).toEqual(['--- production', '+++ after deploy'])
  })
})
