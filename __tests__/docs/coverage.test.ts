/** docs/coverage.md against the code, and against the catalogs of the server. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../src/drift/rules/index.ts'
import { objectKinds } from '../../src/model/object.ts'
import { families } from '../../src/postgres/catalog/families/index.ts'
import { gapKinds } from '../../src/postgres/catalog/gaps.ts'
import { createTestDatabase, query } from '../support/database.ts'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/coverage.md', root), 'utf8')

/** By heading: the rows of its table, cell by cell. */
const sections = new Map(
  page.split(/^## /m).map((section) => {
    const [heading = '', ...lines] = section.split('\n')
    const rows = lines.filter((line) => /^\| (?!-)/.test(line)).slice(1)
    return [heading, rows.map((line) => line.slice(2, -2).split(' | '))]
  }),
)
const rowsOf = (heading: string) => sections.get(heading) ?? []
/** What stands between backticks. */
const named = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')

const kinds = families.flatMap(({ attributes }) => Object.keys(attributes))
const ofAllKinds = rules.filter((rule) => 'judge' in rule && rule.kinds.length === objectKinds.length)

describe('compared', () => {
  const rows = new Map(rowsOf('Compared').map(([kind = '', own]) => [named(kind)[0] ?? kind, named(own)]))

  test.each(kinds)('%s, with its rules', (kind) => {
    const own = rules.filter(
      (rule) => 'judge' in rule && !ofAllKinds.includes(rule) && rule.kinds.some((each) => each === kind),
    )
    expect([...(rows.get(kind) ?? [])].sort()).toEqual(own.map(({ id }) => id).sort())
  })

  test('nothing else, but what every object has', () => {
    const others = [...rows].filter(([kind]) => !kinds.includes(kind))
    expect(others.flatMap(([, own]) => own).sort()).toEqual(ofAllKinds.map(({ id }) => id).sort())
  })

  test('by every rule, each with its page', () => {
    for (const { id } of rules) expect(page).toContain(`[\`${id}\`](rules/${id}.md)`)
    const linked = [...page.matchAll(/\(rules\/([\w-]+)\.md\)/g)].map(([, id]) => id ?? '')
    expect(linked.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([])
  })
})

describe('gaps', () => {
  test('are those that the readers count', () => {
    expect(rowsOf('Reported as a gap').map(([kind]) => named(kind)[0])).toEqual(
      gapKinds.map(({ kind }) => kind),
    )
  })

  test('and those that the comparison adds', () => {
    const source = readFileSync(new URL('src/drift/gaps.ts', root), 'utf8')
    const added = [...source.matchAll(/kind: '([\w-]+)'/g)].map(([, kind]) => kind ?? '')
    expect(added.length).toBeGreaterThan(2)
    expect(added.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([])
  })
})

describe('the system catalogs', () => {
  let catalogs: readonly string[] = []
  const rows = rowsOf('The system catalogs')

  beforeAll(async () => {
    const database = await createTestDatabase()
    const found = await query(
      database,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'`,
    )
    catalogs = found.map(({ name }) => String(name))
  })

  test('of this server are all accounted for, each once', () => {
    const accounted = rows.map(([name]) => named(name)[0] ?? '')
    expect(catalogs.length).toBeGreaterThan(50)
    expect(catalogs.filter((name) => !accounted.includes(name))).toEqual([])
    expect(accounted).toEqual([...new Set(accounted)].sort())
  })

  test('are compared as a kind or an attribute that exists, a gap, or out of scope', () => {
    const known = new Set([
      ...gapKinds.map(({ kind }) => kind),
      ...families.flatMap(({ attributes }) =>
        Object.entries(attributes).flatMap(([kind, meanings]) => [kind, ...Object.keys(meanings)]),
      ),
    ])
    for (const [catalog, where = ''] of rows) {
      expect(
        named(where).filter((name) => !known.has(name)),
        catalog,
      ).toEqual([])
      expect(/`|^out of scope: |^part of a|^says what belongs/.test(where), catalog).toBe(true)
    }
  })
})
