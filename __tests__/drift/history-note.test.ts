/** What the migrations add to a finding: edits that production never got, texts that are gone, and what did not replay. */
import { describe, expect, test } from 'vitest'
import { compareLines } from '../../src/drift/compare.ts'
import { unsureNames } from '../../src/drift/history-note.ts'
import type { HistoryOutcome } from '../../src/model/migration.ts'
import { migration, outcome } from './cases-history.ts'
import * as c from './catalogs.ts'

const past = { sql: '', commit: 'a'.repeat(40), removedIn: null }
const edited = (known: boolean, ...names: readonly string[]) =>
  outcome({
    edited: [
      {
        migration: migration('1_init'),
        recorded: '',
        onlyLineEndings: false,
        past: known ? past : null,
        names: new Set(names),
      },
    ],
  })

interface Given {
  readonly production: c.Change
  readonly applied: c.Change
  readonly history: HistoryOutcome
}

/** History and schema are as the shop is. */
function findings({ production, applied, history }: Given) {
  const made = c.catalog(production(c.shop))
  const catalogs = {
    production: made,
    deployed: made,
    applied: c.catalog(applied(c.shop)),
    history: c.catalog(c.shop),
    schema: c.catalog(c.shop),
  }
  return c.findingsOf(compareLines(catalogs, { ...c.context, ...unsureNames(history) }), { history })
}

const longer = c.alter('title', { type: 'character varying(100)' })

describe('a migration that was edited after it ran', () => {
  test('is why production differs, where production is as the old text made it', () => {
    const [type, migration] = findings({
      production: longer,
      applied: longer,
      history: edited(true, 'posts', 'title'),
    }).toSorted((a, b) => (a.rule < b.rule ? -1 : 1))
    expect(type).toMatchObject({ rule: 'column-type', cause: 'history', partOf: migration?.fingerprint })
    expect(type?.consequence).toContain(
      'Production is as `1_init` made it, which was edited after it ran there.',
    )
  })

  test('is not why, where production is otherwise than the old text made it', () => {
    const found = findings({
      production: c.alter('title', { type: 'text' }),
      applied: longer,
      history: edited(true, 'posts', 'title'),
    })
    expect(found.map(c.told)).toContain('warning column-type column title production')
    expect(found.every(({ partOf }) => partOf === null)).toBe(true)
  })

  test('is not why, where its edit is about something else', () => {
    const found = findings({ production: longer, applied: longer, history: edited(true, 'users', 'email') })
    expect(found.find(({ rule }) => rule === 'column-type')).toMatchObject({ cause: 'production' })
  })

  test('may be why, where git does not have the text that ran', () => {
    const [type] = findings({
      production: longer,
      applied: c.none,
      history: edited(false, 'posts', 'title'),
    }).filter(({ rule }) => rule === 'column-type')
    expect(type).toMatchObject({ cause: 'production', partOf: null })
    expect(type?.consequence).toContain('so this may be the edit and no change by hand')
  })

  test('is not named, where the file does not mention the object', () => {
    const [type] = findings({
      production: longer,
      applied: c.none,
      history: edited(false, 'posts', 'no'),
    }).filter(({ rule }) => rule === 'column-type')
    expect(type?.consequence).not.toContain('1_init')
  })
})

test('a migration that is gone is why production has what it made', () => {
  const logs = c.add(c.table('logs'), c.column('logs', 'id', 'integer'))
  const gone = { name: '2_logs', checksum: '', past, names: new Set(['logs', 'id']) }
  const found = findings({ production: logs, applied: logs, history: outcome({ unknown: [gone] }) })
  expect(found.map(c.told)).toEqual([
    'warning migration-unknown migration 2_logs unknown',
    'warning table-extra table logs history',
  ])
  expect(found[1]?.consequence).toContain('`2_logs` made it, which the repository no longer has')
  expect(found[1]?.partOf).toBe(found[0]?.fingerprint)
})

describe('where a statement did not run', () => {
  const broken = {
    migration: migration('1_init'),
    line: 1,
    statement: 'ALTER TABLE posts',
    sqlstate: '42P01',
    message: 'relation "posts" does not exist',
    rows: null,
    partial: false,
  }
  const untold = (...names: readonly string[]) =>
    outcome({}, { unreplayable: broken, untold: new Set(names) })
  const lines = (production: c.Change, history: c.Change, schema: c.Change, told: HistoryOutcome) => {
    const [made, line] = [c.catalog(production(c.shop)), c.catalog(history(c.shop))]
    const catalogs = {
      production: made,
      deployed: made,
      applied: line,
      history: line,
      schema: c.catalog(schema(c.shop)),
    }
    const drift = compareLines(catalogs, { ...c.context, ...unsureNames(told) })
    return c.findingsOf(drift, { history: told }).filter(({ rule }) => !rule.startsWith('migration-'))
  }
  const check = c.checkOn('posts', 'title_long', '(length(title) > 3)', ['title'])

  test('the history has no say on what it mentions', () => {
    expect(lines(c.none, c.drop('title'), c.none, untold('posts', 'title'))).toEqual([])
    expect(lines(c.none, c.drop('title'), c.none, untold('users')).map(c.told)).toEqual([
      'error column-missing column title history',
    ])
  })

  test('what PSL cannot say is not told of at all', () => {
    expect(lines(c.add(check), c.none, c.none, untold('posts'))).toEqual([])
    expect(lines(c.add(check), c.none, c.none, untold('users')).map(c.told)).toEqual([
      'warning check-extra check title_long production',
    ])
  })

  test('two lines are left, and nobody knows which is out', () => {
    const [found] = lines(longer, c.none, c.none, untold('posts', 'title'))
    expect(found).toMatchObject({ rule: 'column-type', cause: 'unknown' })
    expect(found?.consequence).toContain('does not replay, from `1_init` on')
  })
})
