import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { families } from '../../../src/postgres/catalog/families/index.ts'

/** By heading: the rows of its table, without their code marks. */
const sections = new Map(
  readFileSync(new URL('../../../docs/catalog.md', import.meta.url), 'utf8')
    .split(/^##+ /m)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n')
      const rows = lines
        .filter((line) => line.startsWith('| `'))
        .map((line) => line.slice(2, -2).split(' | '))
      return [heading.replaceAll('`', ''), rows.map(([name = '', text]) => [name.slice(1, -1), text])]
    }),
)

describe('docs/catalog.md', () => {
  test.each(families.flatMap(({ attributes }) => Object.entries(attributes)))(
    'has the attributes of %s',
    (kind, { comment, ...meanings }) => {
      expect(sections.get(kind)).toEqual(Object.entries(meanings))
      expect(sections.get('Objects')).toContainEqual(['comment', comment])
    },
  )

  test('has no section of a kind that is not read', () => {
    const kinds = new Set(families.flatMap(({ attributes }) => Object.keys(attributes)))
    const written = [...sections.keys()].filter((heading) => /^[a-z-]+$/.test(heading))
    expect(written.filter((kind) => !kinds.has(kind))).toEqual([])
  })
})
