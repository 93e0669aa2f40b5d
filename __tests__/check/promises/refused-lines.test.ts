import { expect, test } from 'vitest'
import { reasonsOfRefusal } from '../../../src/check/promises/refused-lines.ts'
import type { SchemaChange } from '../../../src/model/plan.ts'

const change = (name: string): SchemaChange => ({
  object: { kind: 'column', schema: 'public', table: 'A', name },
  facets: ['type'],
  columns: [],
})
const [first, second, third] = [change('a'), change('b'), change('c')]
const file = 'schema.prisma'
const files = [
  {
    path: file,
    content: 'model A {\n  new Int\n  id  Int\n  a   Bad\n  b   Int\n}\n\nmodel B {\n  c Int\n}\n',
  },
]
const edits = [
  { file, line: 2, remove: 0, insert: '  new Int\n', reasons: [first] },
  { file, line: 3, remove: 1, insert: '  a   Bad\n', reasons: [second] },
  { file, line: 8, remove: 1, insert: '  c Int\n', reasons: [third] },
]
const refused = (line: number | null) =>
  reasonsOfRefusal(
    [{ message: 'no', location: line === null ? null : { file, line, column: 1 } }],
    files,
    edits,
  )

test('it is the edit nearest to the line, where the lines are after the edits', () => {
  expect(refused(2)).toEqual([first])
  expect(refused(4)).toEqual([second])
  expect(refused(5)).toEqual([second])
})

test('it is no edit of another block, however near', () => {
  expect(refused(8)).toEqual([third])
  expect(refused(7)).toEqual([])
  expect(refused(null)).toEqual([])
})
