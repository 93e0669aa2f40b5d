import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { objectGlob, ruleGlob } from '../../src/model/glob.ts'
import type { ObjectId } from '../../src/model/object.ts'

const table = (name: string, schema = 'public'): ObjectId => ({ kind: 'table', schema, name })
const column = (path: string, schema = 'public'): ObjectId => {
  const [on = '', name = ''] = path.split('.')
  return { kind: 'column', schema, table: on, name }
}
const fn = (name: string, schema = 'public'): ObjectId => ({ kind: 'function', schema, name })
const migration = (name: string): ObjectId => ({ kind: 'migration', name })

describe('a glob for objects', () => {
  test.each<[glob: string, matches: ObjectId[], others: ObjectId[]]>([
    [
      'users',
      [table('users'), column('users.id'), { kind: 'view', schema: 'public', name: 'users' }],
      [table('Users'), table('users', 'audit'), table('users_old'), column('orders.users')],
    ],
    [
      'legacy_*',
      [table('legacy_'), table('legacy_a'), column('legacy_a.id')],
      [table('legacy'), column('a.legacy_id')],
    ],
    [
      'audit.*',
      [table('log', 'audit'), column('log.id', 'audit'), column('audit.id')],
      [table('audit'), table('log')],
    ],
    [
      'public.users.tmp_*',
      [column('users.tmp_a')],
      [column('users.a'), table('users'), column('users.tmp_a', 'audit')],
    ],
    ['*.*_at', [column('users.created_at')], [column('users.at'), column('orders.at_id')]],
    ['audit', [{ kind: 'schema', name: 'audit' }, table('audit')], [table('log', 'audit')]],
    ['touch(integer)', [fn('touch(integer)')], [fn('touchinteger'), fn('touch(text)')]],
    ['touch(*)', [fn('touch()'), fn('touch(audit.kind, text[])')], [fn('touch_all()')]],
    ['app.touch(audit.kind)', [fn('touch(audit.kind)', 'app')], [fn('touch(audit_kind)', 'app')]],
    ['2025*_init', [migration('20250101000000_init')], [migration('20250101000000_init_more')]],
    ['a.b', [table('a.b'), column('a.b'), table('b', 'a')], [table('a/b'), table('ab')]],
    ['a\\*', [table('a*')], [table('ab')]],
    ['user?', [table('users'), table('user😀')], [table('user'), table('userss')]],
    ['!users', [table('!users')], [table('orders')]],
    ['{a,b}', [table('{a,b}')], [table('a')]],
    ['[ab]', [table('[ab]')], [table('a')]],
    ['a/**', [table('a/b/c')], [table('a')]],
  ])('%s', (glob, matches, others) => {
    expect(matches.filter((id) => !objectGlob(glob)(id))).toEqual([])
    expect(others.filter(objectGlob(glob))).toEqual([])
  })

  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => !text.includes('\0'))
  const escaped = (text: string) => text.replace(/[\\*?.]/g, '\\$&')

  test('an escaped name matches itself, whatever it holds, and its star anything that begins with it', () => {
    fc.assert(
      fc.property(name, name, name, (schema, on, own) => {
        const id: ObjectId = { kind: 'column', schema, table: on, name: own }
        expect(objectGlob([schema, on, own].map(escaped).join('.'))(id)).toBe(true)
        expect(objectGlob(`${escaped(schema)}.${escaped(on)}`)(id)).toBe(true)
        expect(objectGlob('*.*.*')(id)).toBe(true)
        expect(objectGlob(`${escaped(schema)}.${escaped(on)}.${escaped(own)}x`)(id)).toBe(false)
        expect(objectGlob(`${escaped(on)}*`)({ kind: 'table', schema: 'public', name: on + own })).toBe(true)
      }),
    )
  })

  test('any text is a glob', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (glob) => void objectGlob(glob)(table('users'))))
  })
})

test('a glob for rules', () => {
  expect(['index-extra', 'index-missing', 'unique-extra'].filter(ruleGlob('index-*'))).toEqual([
    'index-extra',
    'index-missing',
  ])
  expect(ruleGlob('comment')('comment')).toBe(true)
  expect(ruleGlob('comment')('comments')).toBe(false)
})
