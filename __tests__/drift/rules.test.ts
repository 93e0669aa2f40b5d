import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { explainRule, ruleIds } from '../../src/drift/explain.ts'
import { rules } from '../../src/drift/rules/index.ts'
import { severities } from '../../src/drift/severity.ts'
import { severities as order } from '../../src/model/finding.ts'
import { allCases, rulesFound } from '../support/case-file.ts'
import { alter, check, driftOf, findingsOf } from './catalogs.ts'
import { ruleCases } from './rule-cases.ts'

const pages = join(import.meta.dirname, '../../docs/rules')
const page = (id: string) => readFileSync(join(pages, `${id}.md`), 'utf8')
const wholeCases = allCases()

describe('each rule', () => {
  for (const { rule, about, lines = {}, finds, ...classified } of ruleCases) {
    test(`${rule}: ${about}`, () => {
      expect([...check(lines, classified)].sort()).toEqual([...finds].sort())
    })
  }
})

describe('each finding', () => {
  const found = ruleCases.flatMap(({ lines = {}, ...classified }) => findingsOf(driftOf(lines), classified))

  test('says in one line what differs and what will break', () => {
    for (const { message, consequence, reason } of found) {
      for (const text of [message, consequence]) {
        expect(text).toMatch(/^[^\n]{20,}[.]$/)
        expect(text).not.toMatch(/undefined|\bnull null\b|\[object|; \.|, \.|``/)
      }
      expect(reason).not.toBe('')
    }
  })

  test('tells a type that minds the case from one that does not', () => {
    const consequenceOf = (type: string) =>
      findingsOf(driftOf({ production: alter('nick', { type }) }))[0]?.consequence
    expect(consequenceOf('public.citext')).toContain('tells `A` from `a`')
    expect(consequenceOf('character varying')).not.toContain('tells `A` from `a`')
  })

  test('tells labels that are missing from labels that are extra', () => {
    const [changed] = findingsOf(driftOf({ production: alter('Role', { labels: ['BOSS', 'MEMBER'] }) }))
    expect(changed?.message).toBe(
      'The enum `Role` lacks `ADMIN` in production, which the migrations and schema.prisma have, and has `BOSS` in production, which the migrations and schema.prisma lack.',
    )
  })

  test('of whole numbers says which values fail', () => {
    const consequenceOf = (production: string, schema: string) =>
      findingsOf(
        driftOf({
          production: alter('nick', { type: production }),
          history: alter('nick', { type: production }),
          schema: alter('nick', { type: schema }),
        }),
      )[0]?.consequence
    expect(consequenceOf('bigint', 'integer')).toContain('reading one fails with P2023')
    expect(consequenceOf('integer', 'bigint')).toContain('P2020 out of range')
    expect(consequenceOf('text', 'integer')).toContain('42804')
  })

  test('tells a label in the place of another one, and how it gets its name back', () => {
    const [renamed] = findingsOf(driftOf({ production: alter('Role', { labels: ['MEMBER', 'BOSS'] }) }))
    expect(renamed?.message).toBe(
      'The enum `Role` calls `BOSS` in production what the migrations and schema.prisma call `ADMIN`.',
    )
    expect(renamed?.consequence).toContain(`\`ALTER TYPE "Role" RENAME VALUE 'BOSS' TO 'ADMIN';\``)
  })

  test('has a fingerprint of its own', () => {
    for (const { fingerprint } of found) expect(fingerprint).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('the list of rules', () => {
  test('is the table of severities, each rule in its own file', () => {
    expect([...ruleIds].sort()).toEqual(Object.keys(severities).sort())
    const folder = join(import.meta.dirname, '../../src/drift/rules')
    const files = readdirSync(folder).filter((file) => file !== 'index.ts')
    expect(files.sort()).toEqual(ruleIds.map((id) => `${id}.ts`).sort())
  })

  test('no rule chooses a severity', () => {
    const folder = join(import.meta.dirname, '../../src/drift/rules')
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/'(error|warning|info)'|severity:/)
    }
  })

  for (const { id } of rules) {
    test(`${id} has a page with the usual headings, and a case for and against`, () => {
      expect(existsSync(join(pages, `${id}.md`))).toBe(true)
      const headings = [...page(id).matchAll(/^#+ .*$/gm)].map(([heading]) => heading)
      expect(headings).toEqual([
        `# ${id}`,
        '## What it means',
        '## Why it bites',
        '## How to fix it',
        '## When to ignore it',
      ])
      const own = ruleCases.filter(({ rule }) => rule === id)
      expect(own.some(({ finds }) => finds.some((finding) => finding.split(' ')[1] === id))).toBe(true)
      expect(own.some(({ finds }) => finds.every((finding) => finding.split(' ')[1] !== id))).toBe(true)
    })
  }

  for (const { id } of rules) {
    test(`${id} is found in a whole database, and is silent in one that has something like it`, () => {
      const where = (holds: (each: (typeof wholeCases)[number]) => boolean) =>
        wholeCases.filter(holds).map(({ name }) => name)
      expect(where(({ file }) => rulesFound(file).has(id))).not.toEqual([])
      expect(where(({ file }) => file.silent.includes(id))).not.toEqual([])
      expect(where(({ file }) => file.silent.includes(id) && rulesFound(file).has(id))).toEqual([])
    })
  }

  test('the index lists every page', () => {
    const index = readFileSync(join(pages, 'README.md'), 'utf8')
    for (const [id, grades] of Object.entries(severities)) {
      const levels = new Set(Object.values(grades).map(({ severity }) => severity))
      const said = order.filter((severity) => levels.has(severity)).join(', ')
      expect(index).toContain(`[\`${id}\`](${id}.md) | ${said} |`)
    }
    expect(
      readdirSync(pages)
        .filter((file) => file !== 'README.md')
        .sort(),
    ).toEqual(ruleIds.map((id) => `${id}.md`).sort())
  })
})

test('explains a rule, and names the nearest to one that is not', () => {
  expect(explainRule('id-strategy', page)).toContain('# id-strategy')
  expect(explainRule('id-strategie', page)).toEqual({ nearest: 'id-strategy' })
})
