/** What the comparison takes from the repository: mappings, votes, gaps, places, and the engine's witness. */
import { describe, expect, test } from 'vitest'
import { evidenceQuestions } from '../../src/drift/classify.ts'
import { compareLines } from '../../src/drift/compare.ts'
import { fingerprintOf } from '../../src/drift/fingerprint.ts'
import { witness } from '../../src/drift/witness.ts'
import type { DeclaredField, DeclaredModel, SourceMap } from '../../src/model/declaration.ts'
import type { Location } from '../../src/model/finding.ts'
import { outcome } from './cases-history.ts'
import * as c from './catalogs.ts'

const at = (line: number): Location => ({ file: 'prisma/schema.prisma', line })

function field(name: string, line: number, more: Partial<DeclaredField> = {}): DeclaredField {
  const own = { name, column: name, mapped: false, type: 'String', list: false, optional: false }
  return { ...own, default: null, updatedAt: false, ignored: false, location: at(line), ...more }
}

function model(
  table: string,
  line: number,
  fields: readonly DeclaredField[],
  more: Partial<DeclaredModel> = {},
): DeclaredModel {
  return {
    kind: 'model',
    name: table,
    schema: 'public',
    table,
    mapped: false,
    ignored: false,
    fields: new Map(fields.map((each) => [each.column, each])),
    indexes: [],
    location: at(line),
    ...more,
  }
}

function source(...models: readonly DeclaredModel[]): SourceMap {
  return {
    models: new Map(models.map((each) => [`${each.schema}.${each.table}`, each])),
    enums: new Map([
      ['public.Role', { name: 'Role', schema: 'public', type: 'Role', values: new Map(), location: at(1) }],
    ]),
    joinTables: new Map(),
  }
}

describe('a missing @@map or @map', () => {
  const settings = (table: string, key = 'key') => [
    c.table(table),
    c.column(table, 'id', 'integer'),
    c.column(table, key, 'text'),
    c.primaryKey(table, ['id']),
    c.unique(table, [key]),
  ]

  for (const [inDatabase, inSchema] of [
    ['system_settings', 'SystemSettings'],
    ['system_settings', 'SystemSetting'],
    ['Category', 'categories'],
    ['boxes', 'Box'],
  ] as const) {
    test(`${inSchema} for ${inDatabase}: one finding, its keys and indexes none of their own`, () => {
      const there = c.add(...settings(inDatabase))
      expect(c.check({ production: there, history: there, schema: c.add(...settings(inSchema)) })).toEqual([
        `error mapping-missing table ${inDatabase} schema`,
      ])
    })
  }

  test('a table of the same name and other columns is another table', () => {
    const there = c.add(...settings('system_settings'))
    const strange = c.add(c.table('SystemSettings'), c.column('SystemSettings', 'wholly', 'text'))
    expect(c.check({ production: there, history: there, schema: strange })).toEqual([
      'error table-missing table SystemSettings schema',
      'warning table-extra table system_settings schema',
    ])
  })

  test('of two that could be meant none is', () => {
    const there = c.add(...settings('system_settings'), ...settings('systemsettings'))
    const findings = c.check({
      production: there,
      history: there,
      schema: c.add(...settings('SystemSettings')),
    })
    expect(findings.filter((finding) => finding.includes('mapping-missing'))).toEqual([])
  })

  test('what else differs on a mapped column is said beside it', () => {
    const there = c.add(...settings('system_settings'))
    const schema = c.all(c.add(...settings('SystemSettings')), (objects) =>
      objects.map((each) =>
        'table' in each.id && each.id.table === 'SystemSettings' && each.id.name === 'key'
          ? c.alterObject(each, { type: 'integer' })
          : each,
      ),
    )
    expect(c.check({ production: there, history: there, schema })).toEqual([
      'error column-type column key schema',
      'error mapping-missing table system_settings schema',
    ])
  })

  test('the message names the field, the column and what to write', () => {
    const drift = c.driftOf(
      { schema: c.rename('created_at', 'createdAt') },
      {},
      source(model('users', 5, [field('createdAt', 9)])),
    )
    const [finding] = c.findingsOf(drift)
    expect(finding?.message).toBe(
      'The field `users.createdAt` reads the column `createdAt`, which production calls `created_at`: it lacks `@map("created_at")`.',
    )
    expect(finding?.location).toEqual(at(9))
  })
})

describe('where schema.prisma has no vote', () => {
  const jobs = [c.table('jobs'), c.column('jobs', 'id', 'integer')]

  test('tables.external: neither the history nor schema.prisma need have it', () => {
    const lines = { production: c.add(...jobs) }
    expect(c.findingsOf(c.driftOf(lines, { externalTables: ['public.jobs'] }))).toEqual([])
    expect(c.findingsOf(c.driftOf(lines, { externalTables: ['jobs'] }))).toEqual([])
    expect(c.findingsOf(c.driftOf(lines, { externalTables: ['other'] })).map(c.told)).toEqual([
      'warning table-extra table jobs production',
    ])
  })

  test('tables.external: what the history has of it is compared', () => {
    const lines = {
      production: c.all(c.add(...jobs), c.alter('jobs', { persistence: 'unlogged' })),
      history: c.add(...jobs),
    }
    expect(c.findingsOf(c.driftOf(lines, { externalTables: ['public.jobs'] })).map(c.told)).toEqual([
      'warning table-attributes table jobs production',
    ])
  })

  test('enums.external', () => {
    const lines = { production: c.add(c.enumType('Mood', ['HAPPY'])) }
    expect(c.findingsOf(c.driftOf(lines, { externalEnums: ['Mood'] }))).toEqual([])
  })

  test('schemas outside `schemas = […]` are between production and history', () => {
    const audit = [c.schemaObject('audit'), c.table('log', {}, 'audit')]
    expect(c.check({ production: c.add(...audit), history: c.add(...audit) })).toEqual([])
    expect(c.check({ production: c.add(...audit) })).toEqual(['warning schema-extra schema audit production'])
    expect(c.check({ history: c.add(...audit) })).toEqual(['error schema-missing schema audit production'])
    expect(c.check({ production: c.add(...audit), history: null })).toEqual([])
    expect(c.driftOf({ production: c.add(...audit), history: null }).gaps).toEqual([
      expect.objectContaining({ kind: 'no-history' }),
      {
        kind: 'outside-schema',
        count: 1,
        message: '1 object outside schema.prisma had nothing to be compared with: there is no history.',
      },
    ])
  })

  test('relationMode = "prisma": foreign keys are between production and history, and counted', () => {
    const drift = c.driftOf({ schema: c.drop('posts_userId_fkey') }, { relationMode: 'prisma' })
    expect(c.findingsOf(drift)).toEqual([])
    expect(drift.gaps).toEqual([
      {
        kind: 'relation-mode',
        count: 1,
        message: '1 foreign key was not compared with schema.prisma, which has relationMode = "prisma".',
      },
    ])
    expect(c.findingsOf(c.driftOf({ schema: c.drop('posts_userId_fkey') })).map(c.told)).toEqual([
      'warning foreign-key-extra foreign-key posts_userId_fkey schema',
    ])
  })

  test('a view that is declared as a model: no table, no keys, one gap', () => {
    const line = c.catalog([...c.shop, c.view('totals', 'SELECT 1')])
    const declared = [
      ...c.shop,
      c.table('totals'),
      c.column('totals', 'id', 'text'),
      c.primaryKey('totals', ['id']),
      c.foreignKey('posts', 'title', 'totals'),
    ]
    const lines = {
      production: line,
      applied: line,
      history: line,
      deployed: line,
      schema: c.catalog(declared),
    }
    const drift = compareLines(lines, c.context)
    expect(c.findingsOf(drift)).toEqual([])
    expect(drift.gaps.map(({ kind, count }) => [kind, count])).toEqual([['view-as-model', 1]])
    expect(witness(drift, [], ['totals'])).toEqual([])
  })

  test('@default(dbgenerated()) says that there is a default, not which', () => {
    const made = c.alter('nick', { default: `'x'::text` })
    const drift = (text: string) =>
      c.driftOf(
        { production: made, history: made },
        {},
        source(model('users', 5, [field('nick', 7, { default: text })])),
      )
    expect(c.findingsOf(drift('dbgenerated()'))).toEqual([])
    expect(c.findingsOf(drift('cuid()')).map(c.told)).toEqual(['warning column-default column nick schema'])
  })

  test('join tables of Prisma 5 are as it makes them', () => {
    const pairs = (form: 'primary' | 'unique') =>
      c.add(
        c.table('_AToB'),
        c.column('_AToB', 'A', 'integer'),
        c.column('_AToB', 'B', 'integer'),
        form === 'primary' ? c.primaryKey('_AToB', ['A', 'B']) : c.unique('_AToB', ['A', 'B']),
      )
    const lines = { production: pairs('unique'), history: pairs('unique'), schema: pairs('primary') }
    expect(c.findingsOf(c.driftOf(lines, { prismaVersion: '5.22.0' }))).toEqual([])
    expect(c.findingsOf(c.driftOf(lines, { prismaVersion: '6.19.0' })).map(c.told)).toEqual([
      'info join-table-form table _AToB schema',
    ])
    expect(
      c
        .findingsOf(c.driftOf({ ...lines, production: c.all(pairs('unique'), c.drop('_AToB_A_B_key')) }))
        .map(c.told),
    ).toContain('error primary-key primary-key _AToB_pkey schema')
  })
})

describe('a finding', () => {
  test('is part of the one that explains it', () => {
    const uuid = c.all(c.alter('id', { type: 'uuid' }), c.alter('userId', { type: 'uuid' }))
    const [follower, id] = c.findingsOf(c.driftOf({ production: uuid }))
    expect([follower?.object.name, id?.object.name]).toEqual(['userId', 'id'])
    expect(follower?.partOf).toBe(id?.fingerprint)
    expect(id?.partOf).toBeNull()
  })

  test('an index on a column that is missing too is part of that', () => {
    const findings = c.findingsOf(
      c.driftOf({ production: c.all(c.drop('email'), c.drop('users_email_key')) }),
    )
    const [column, index] = findings
    expect(findings.map(({ rule }) => rule)).toEqual(['column-missing', 'unique-missing'])
    expect(index?.partOf).toBe(column?.fingerprint)
  })

  test('keeps its fingerprint when values, lines and causes change', () => {
    const of = (lines: c.Lines) => c.findingsOf(c.driftOf(lines)).map(({ fingerprint }) => fingerprint)
    const first = of({ production: c.alter('nick', { type: 'integer' }) })
    expect(of({ schema: c.alter('nick', { type: 'bigint' }) })).toEqual(first)
    expect(of({ production: c.alter('title', { type: 'integer' }) })).not.toEqual(first)
    expect(
      fingerprintOf('column-type', { kind: 'column', schema: 'public', table: 'users', name: 'nick' }),
    ).toBe(first[0])
  })

  test('stands at the field, the attribute, the enum, else the model', () => {
    const users = model('users', 5, [field('nick', 7), field('email', 8)], {
      indexes: [
        { kind: 'primary-key', name: null, columns: ['id'], location: at(6) },
        { kind: 'unique', name: null, columns: ['email'], location: at(8) },
      ],
    })
    const line = (production: c.Change) =>
      c.findingsOf(c.driftOf({ production }, {}, source(users))).map(({ location }) => location?.line)
    expect(line(c.drop('nick'))).toEqual([7])
    expect(line(c.drop('users_email_key'))).toEqual([8])
    expect(line(c.drop('users_pkey'))).toEqual([6])
    expect(line(c.alter('Role', { labels: ['ADMIN'] }))).toEqual([1])
    expect(line(c.add(c.column('users', 'age', 'integer')))).toEqual([5])
    expect(line(c.add(c.table('logs')))).toEqual([undefined])
  })

  test('of an ignored field or model is no failure of the client', () => {
    const severity = (users: DeclaredModel, lines: c.Lines) =>
      c.findingsOf(c.driftOf(lines, {}, source(users))).map(({ severity }) => severity)
    const dropped = { production: c.drop('nick') }
    expect(severity(model('users', 5, [field('nick', 7, { ignored: true })]), dropped)).toEqual(['warning'])
    expect(severity(model('users', 5, [field('nick', 7)], { ignored: true }), dropped)).toEqual(['warning'])
    expect(severity(model('users', 5, [field('nick', 7)]), dropped)).toEqual(['error'])
  })

  test('shows the object as each line has it', () => {
    const [finding] = c.findingsOf(c.driftOf({ production: c.drop('nick'), pending: null }))
    expect(finding?.production).toBeNull()
    expect(finding?.deployed).toBeNull()
    expect(finding?.history).toMatchObject({ type: 'text', nullable: true })
    expect(finding?.declared).toEqual(finding?.history)
  })

  test('of hostile names is one line, each name set off', () => {
    for (const name of ['a|b', '<img src=x>', '@here', 'a\nb', 'a`b', '"quoted"', 'x'.repeat(63)]) {
      const [finding] = c.findingsOf(c.driftOf({ production: c.add(c.table(name)) }))
      expect(finding?.message).toMatch(/^[^\n]+$/)
      expect(finding?.message).toContain(/[`\n]/.test(name) ? JSON.stringify(name) : `\`${name}\``)
    }
  })
})

describe('the rows are asked', () => {
  test('for nulls where the schema forbids them, for labels it lacks, and for nothing else', () => {
    const drift = c.driftOf({
      production: c.all(
        c.alter('title', { nullable: true }),
        c.alter('nick', { nullable: false }),
        c.alter('Role', { labels: ['ADMIN', 'GUEST'] }),
      ),
    })
    expect(evidenceQuestions(drift)).toEqual([
      { kind: 'labels', enum: { kind: 'enum', schema: 'public', name: 'Role' }, labels: ['GUEST'] },
      { kind: 'nulls', column: { kind: 'column', schema: 'public', table: 'posts', name: 'title' } },
    ])
    expect(evidenceQuestions(c.driftOf({ history: c.alter('title', { nullable: true }) }))).toEqual([])
  })
})

describe('the witness', () => {
  const touched = ['Role', 'audit.log', 'posts', 'public.users']

  test('names what the engine sees and no finding is about', () => {
    const drift = c.driftOf({ production: c.drop('nick') })
    expect(witness(drift, c.findingsOf(drift), touched)).toEqual(['Role', 'audit.log', 'posts'])
    expect(witness(drift, c.findingsOf(drift), [])).toEqual([])
  })

  test('knows the model that a table lacks the name of', () => {
    const there = c.add(c.table('system_settings'), c.column('system_settings', 'id', 'integer'))
    const schema = c.add(c.table('SystemSettings'), c.column('SystemSettings', 'id', 'integer'))
    const drift = c.driftOf({ production: there, history: there, schema })
    expect(witness(drift, c.findingsOf(drift), ['SystemSettings', 'system_settings'])).toEqual([])
  })

  test('knows what lives in a schema that is missing', () => {
    const drift = c.driftOf({ production: c.drop('public') })
    expect(witness(drift, c.findingsOf(drift), ['audit.log', 'posts', 'public.Role'])).toEqual(['audit.log'])
  })

  test('excuses what the engine misreads', () => {
    for (const change of [
      c.alter('posts_userId_idx', { include: ['title'] }),
      c.alter('posts_userId_idx', { operatorClasses: ['text_pattern_ops'] }),
      c.alter('title', { type: 'public.title_domain' }),
    ]) {
      const drift = c.driftOf({ production: change, history: change, schema: change })
      expect(drift.differences).toEqual([])
      expect(witness(drift, [], ['posts', 'users'])).toEqual(['users'])
    }
  })

  test('excuses what a migration that fails would have changed', () => {
    const lines = c.linesOf({ pending: c.add(c.index('users', ['nick'])) })
    const drift = compareLines({ ...lines, deployed: null, schema: lines.history }, c.context)
    expect(drift.differences).toEqual([])
    expect(witness(drift, [], ['posts', 'users'])).toEqual(['posts'])
  })
})

describe('what a pending migration settles', () => {
  test('is no finding, and is said under the migration', () => {
    const drift = c.driftOf({
      production: c.add(c.column('users', 'age', 'integer')),
      pending: c.drop('age'),
    })
    const pending = [{ name: '2_drop', file: 'm/2_drop/migration.sql', sql: '', checksum: '' }]
    const findings = c.findingsOf(drift, { history: outcome({ pending }) })
    expect(findings.map(c.told)).toEqual(['info migration-pending migration 2_drop unknown'])
    expect(findings[0]?.consequence).toContain(
      'It settles what is out of line in production now: `users.age`.',
    )
  })
})
