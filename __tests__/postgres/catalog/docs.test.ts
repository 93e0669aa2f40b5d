import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { families } from '../../../src/postgres/catalog/families/index.ts'
import { gapKinds } from '../../../src/postgres/catalog/gaps.ts'
import { createTestDatabase, query } from '../../support/database.ts'

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

  test('has every kind of gap', () => {
    expect(sections.get('Gaps')).toEqual(gapKinds.map(({ kind, many }) => [kind, many]))
  })

  describe('the system catalogs', () => {
    let catalogs: readonly unknown[] = []
    const rows = sections.get('The system catalogs') ?? []

    beforeAll(async () => {
      const database = await createTestDatabase()
      const found = await query(
        database,
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'`,
      )
      catalogs = found.map(({ name }) => name)
    })

    test('of this server are all accounted for', () => {
      const named = rows.map(([name]) => name)
      expect(catalogs.filter((name) => !named.includes(String(name)))).toEqual([])
      expect(catalogs.length).toBeGreaterThan(50)
    })

    test('are read as kinds that exist', () => {
      const kinds = new Set([
        ...gapKinds.map(({ kind }) => kind),
        ...families.flatMap(({ attributes }) =>
          Object.entries(attributes).flatMap(([kind, meanings]) => [kind, ...Object.keys(meanings)]),
        ),
      ])
      const mentioned = rows.flatMap(([, text = '']) =>
        [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
      )
      expect(mentioned.filter((kind) => !kinds.has(kind))).toEqual([])
    })
  })
})
