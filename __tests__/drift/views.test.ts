import { describe, expect, test } from 'vitest'
import { compareLines } from '../../src/drift/compare.ts'
import type { CatalogObject } from '../../src/model/catalog.ts'
import type { DeclaredField, DeclaredModel } from '../../src/model/declaration.ts'
import { objectKey } from '../../src/model/object.ts'
import * as c from './catalogs.ts'

const location = { file: 'schema.prisma', line: 9 }
const field: DeclaredField = {
  name: 'id',
  column: 'id',
  mapped: false,
  type: 'Int',
  list: false,
  optional: false,
  default: null,
  updatedAt: false,
  ignored: false,
  location,
}
const block = (table: string): DeclaredModel => ({
  kind: 'view',
  name: table,
  schema: 'public',
  table,
  mapped: false,
  ignored: false,
  fields: new Map([['id', field]]),
  indexes: [],
  location,
})
const source = {
  models: new Map([['public.totals', block('totals')]]),
  enums: new Map(),
  joinTables: new Map(),
}
const totals = c.view('totals', 'SELECT users.id FROM public.users')
const declared = (lines: c.Lines) => c.findingsOf(c.driftOf(lines, {}, source))

describe('a view block of schema.prisma', () => {
  const both = { production: c.add(totals), history: c.add(totals) }

  test('votes on whether the view is there', () => {
    expect(declared(both)).toEqual([])
    expect(declared({ production: c.add(totals), history: null })).toEqual([])
    expect(declared({ history: c.add(totals) }).map(c.told)).toEqual([
      'error view-missing view totals production',
    ])
    expect(declared({ production: c.add(totals) }).map(c.told)).toEqual([
      'error view-missing view totals history',
    ])
    expect(declared({}).map(c.told)).toEqual(['error view-missing view totals schema'])
  })

  test('stands for a materialized view too, and for a table of that name', () => {
    const stored = c.view('totals', 'SELECT 1', {}, 'materialized-view')
    expect(declared({ production: c.add(stored), history: c.add(stored) })).toEqual([])
    const table = [c.table('totals'), c.column('totals', 'id', 'integer')]
    const found = declared({ production: c.add(...table), history: c.add(...table) })
    expect(found.map(({ rule }) => rule)).not.toContain('view-missing')
  })

  test('is where a finding about the view points to, and what it does not say is not its', () => {
    const [found] = declared({ history: c.add(totals) })
    expect(found?.location).toEqual(location)
    expect(found?.consequence).toContain('P2021')
    expect(found?.declared).toEqual({})
    const [undeclared] = c.findingsOf(c.driftOf({ history: c.add(totals) }))
    expect(undeclared?.location).toBeNull()
    expect(undeclared?.consequence).not.toContain('P2021')
    expect(undeclared?.declared).toBeNull()
  })

  test('has no say on the query, but its columns are what the client asks for', () => {
    const other = c.alter('totals', { definition: 'SELECT 1', columns: ['no integer'] })
    const found = declared({ ...both, production: c.all(c.add(totals), other) })
    expect(found.map(c.told)).toEqual(['warning view-definition view totals production'])
    expect(found[0]?.consequence).toContain('P2022')
    expect(found[0]?.consequence).toContain('`id`')
  })
})

describe('a finding', () => {
  const rewritten = (object: CatalogObject, name: string, text: string): CatalogObject => ({
    ...object,
    attributes: { ...object.attributes, [name]: text },
    canonical: { [name]: 'the same' },
  })

  test('shows what means the same in the words of production', () => {
    const ours = rewritten(totals, 'definition', 'SELECT id')
    const theirs = rewritten(
      c.view('totals', '', { options: ['security_barrier=true'] }),
      'definition',
      'SELECT users.id',
    )
    const [found] = c.findingsOf(c.driftOf({ production: c.add(theirs), history: c.add(ours) }))
    expect(found?.production?.definition).toBe('SELECT users.id')
    expect(found?.history).toEqual({ ...ours.attributes, definition: 'SELECT users.id' })
  })

  test('does not take for declared what the schema line only needs', () => {
    const touch = c.functionNamed('touch()')
    const made = c.driftOf({ history: c.add(touch), schema: c.add(touch) })
    expect(c.findingsOf(made).map(c.told)).toEqual(['error function-missing function touch() production'])
    expect(c.findingsOf(made)[0]?.declared).toBeNull()
  })

  test('about a view is part of the one about what it reads', () => {
    const logs = [c.table('logs'), c.column('logs', 'id', 'integer')]
    const recent = c.view('recent', 'SELECT logs.id FROM public.logs')
    const found = c.findingsOf(c.driftOf({ history: c.add(...logs, recent), schema: c.add(...logs) }))
    const [table, view] = ['table-missing', 'view-missing'].map((rule) =>
      found.find((each) => each.rule === rule),
    )
    expect(view?.partOf).toBe(table?.fingerprint)
    const lone = c.findingsOf(c.driftOf({ history: c.add(...logs, totals), schema: c.add(...logs) }))
    expect(lone.find(({ rule }) => rule === 'view-missing')?.partOf).toBeNull()
  })
})

test('indexes of a materialized view are between production and history', () => {
  const stored = c.view('stored', 'SELECT 1', {}, 'materialized-view')
  const index = { ...c.index('stored', ['id']), parent: objectKey(stored.id) }
  const lines = { production: c.add(stored), history: c.add(stored, index) }
  expect(c.check(lines)).toEqual(['warning index-missing index stored_id_idx production'])
  expect(c.check({ ...lines, production: c.none })).toEqual([
    'error view-missing materialized-view stored production',
  ])
  expect(compareLines(c.linesOf({ ...lines, history: c.add(stored) }), c.context).differences).toEqual([])
})
