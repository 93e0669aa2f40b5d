import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { loadSettings } from '../../src/config/load.ts'
import { Failure } from '../../src/model/failure.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'config-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(cwd, file)), { recursive: true })
  writeFileSync(join(cwd, file), text)
}

function config(given: Record<string, unknown>, door: 'cli' | 'action' = 'cli'): Config {
  const loaded = loadSettings({ door, given, cwd }).config
  if (loaded instanceof Failure) throw loaded
  return loaded
}

function failure(given: Record<string, unknown>, door: 'cli' | 'action' = 'cli'): Failure {
  const loaded = loadSettings({ door, given, cwd }).config
  if (!(loaded instanceof Failure)) throw new Error('the configuration is valid')
  return loaded
}

describe('sources', () => {
  test('defaults stand where nothing is given', () => {
    expect(config({ dump: 'production.dump' })).toEqual({
      workingDirectory: cwd,
      schema: null,
      migrations: null,
      migrateCommand: null,
      dump: 'production.dump',
      dumpSha256: null,
      postgres: 'auto',
      postgresVersion: null,
      postgresImage: null,
      databaseUrl: null,
      engine: 'auto',
      base: null,
      failOn: 'error',
      grants: false,
      failOnIntroduced: false,
      policy: 'production-first',
      decide: [],
      plan: 'proved',
      only: [],
      ignore: [],
      severity: [],
      baseline: { path: join(cwd, 'schema-drift-baseline.yml'), named: false },
    })
  })

  test('a flag goes before the file, the file before the default', () => {
    write('schema-drift.yml', 'dump: file.dump\nfail-on: warning\nengine: wasm\npostgres-version: 16\n')
    expect(config({ 'fail-on': 'never' })).toMatchObject({
      dump: 'file.dump',
      failOn: 'never',
      engine: 'wasm',
      postgresVersion: 16,
    })
  })

  test('an input goes before the file', () => {
    write('.github/schema-drift.yml', 'dump: file.dump\nschema: db\n')
    expect(config({ dump: 'input.dump' }, 'action')).toMatchObject({ dump: 'input.dump', schema: 'db' })
  })

  test('.github/schema-drift.yml goes before schema-drift.yml, and --config before both', () => {
    write('schema-drift.yml', 'dump: plain.dump\n')
    write('.github/schema-drift.yml', 'dump: github.dump\n')
    write('ci/drift.yml', 'dump: ci.dump\n')
    expect(config({}).dump).toBe('github.dump')
    expect(config({ config: 'ci/drift.yml' }).dump).toBe('ci.dump')
  })

  test('the file is found in the working directory, else where the program was started', () => {
    write('.github/schema-drift.yml', 'dump: root.dump\n')
    write('packages/db/README.md', '')
    expect(config({ 'working-directory': 'packages/db' })).toMatchObject({
      dump: 'root.dump',
      workingDirectory: join(cwd, 'packages/db'),
    })
    write('packages/db/schema-drift.yml', 'dump: package.dump\n')
    expect(config({ 'working-directory': 'packages/db' }).dump).toBe('package.dump')
  })

  test('an empty file and a commented one hold nothing', () => {
    write('schema-drift.yml', '# dump: later\n')
    expect(config({ dump: 'none' }).dump).toBe('none')
  })

  test('values of the file are read as texts, however YAML types them', () => {
    write(
      'schema-drift.yml',
      `dump: 2026\ndump-sha256: ${'1'.repeat(64)}\nannotations: false\ncomment-key: 1e3\n`,
    )
    const { config: loaded, delivery } = loadSettings({ door: 'action', given: {}, cwd })
    expect(loaded).toMatchObject({ dump: '2026', dumpSha256: '1'.repeat(64) })
    expect(delivery).toMatchObject({ annotations: false, commentKey: '1e3' })
  })
})

describe('what is wrong is said with key, place and values', () => {
  test('a value that is none of the allowed ones', () => {
    write('schema-drift.yml', '# how we check\ndump: none\n\npostgres: dokcer\n')
    expect(failure({})).toMatchObject({
      stage: 'config',
      code: 'config-invalid',
      message:
        '`postgres` (schema-drift.yml:4) is `dokcer`; it takes `auto`, `docker`, `local`, `embedded` or `url`.',
      location: { file: 'schema-drift.yml', line: 4, column: 1 },
      next: ['Write `docker`.'],
    })
  })

  test('the same at the command line, and as an input', () => {
    expect(failure({ dump: 'none', engine: 'rust' }).message).toBe(
      '`--engine` is `rust`; it takes `auto`, `cli` or `wasm`.',
    )
    expect(failure({ dump: 'none', engine: 'rust' }, 'action').message).toMatch(/^`engine` is `rust`/)
  })

  test.each([
    ['fial-on', 'fail-on'],
    ['failOn', 'fail-on'],
    ['fail_on', 'fail-on'],
    ['POSTGRES', 'postgres'],
    ['databse-url', 'database-url'],
  ])('the unknown key %s, with the nearest known one', (key, meant) => {
    write('schema-drift.yml', `dump: none\n${key}: x\n`)
    expect(failure({})).toMatchObject({
      message: `\`${key}\` (schema-drift.yml:2) is no option; did you mean \`${meant}\`?`,
      location: { file: 'schema-drift.yml', line: 2 },
    })
  })

  test('an unknown key that is near to none, with all that there are', () => {
    write('schema-drift.yml', 'dump: none\nzebra: x\n')
    expect(failure({}).next.join()).toContain('`schema`, `migrations`')
  })

  test('a misspelt input; others are left to the runner', () => {
    expect(failure({ dump: 'none', 'fail-one': 'error' }, 'action').message).toContain(
      'did you mean `fail-on`?',
    )
    expect(config({ dump: 'none', 'somebody-elses-thing': 'x' }, 'action').dump).toBe('none')
  })

  test('a key that belongs to another place', () => {
    write('schema-drift.yml', 'dump: none\ngithub-token: ghp_1234567890\n')
    const { message, next } = failure({})
    expect(message).toBe('`github-token` (schema-drift.yml:2) cannot be given in the config file.')
    expect(next).toEqual(['Give `github-token` as an input of the action.'])
  })

  test('all of it at once', () => {
    write('schema-drift.yml', 'dmup: x\nengine: rust\n')
    const { message, next, location } = failure({ dump: 'none', 'postgres-version': '9' })
    expect(message).toContain('`dmup`')
    expect(message).toContain('`engine`')
    expect(message).toContain(
      '`--postgres-version` is `9`; it takes a major version of PostgreSQL, 12 or newer',
    )
    expect(next).toHaveLength(3)
    expect(location).toMatchObject({ line: 1 })
  })

  test('a file that cannot be read is all there is to say: what it holds is not missing', () => {
    write('schema-drift.yml', 'dump: none\nignore:\n\t- legacy_*\n')
    const { code, message, location } = failure({}, 'action')
    expect([code, location?.line]).toEqual(['config-invalid', 3])
    expect(message).toBe('schema-drift.yml:3 is not valid YAML: Tabs are not allowed as indentation.')
  })

  test.each([
    ['dump: [a, b]\n', 'takes one value, not a list or a map'],
    ['dump:\n', 'is empty'],
    ['dump: ""\n', 'is empty'],
    ['dump: a\ndump: b\n', ':2 is not valid YAML: Map keys must be unique.'],
    ['dump: "a\n', 'is not valid YAML'],
    ['- dump\n', 'must hold options'],
    ['dump: none\ndump-sha256: abc\n', 'it takes the 64 hex digits'],
    ['dump: none\ncomment-key: "a b"\n', 'it takes up to 80 letters'],
  ])('%j', (text, expected) => {
    write('schema-drift.yml', text)
    expect(failure({}, 'action').message).toContain(expected)
  })

  test('broken YAML is not quoted: it may hold a password', () => {
    write('schema-drift.yml', 'dump: none\ndatabase-url: "postgres://u:hunter2secret@h/d\n')
    expect(JSON.stringify({ ...failure({}), message: failure({}).message })).not.toContain('hunter2')
  })

  test('a config file that is not there', () => {
    expect(failure({ dump: 'none', config: 'nowhere.yml' }).message).toContain('`config` names nowhere.yml')
  })

  test('a working directory that is not there', () => {
    expect(failure({ dump: 'none', 'working-directory': 'nowhere' }).message).toContain(
      'there is no such folder',
    )
  })

  test('no dump', () => {
    const missing = failure({})
    expect(missing).toMatchObject({ stage: 'config', code: 'input-missing' })
    expect(missing.next.join()).toContain('`none` stands for an empty production')
  })

  test('a report flag without a file, or of a format that is none', () => {
    expect(failure({ dump: 'none', report: ['xml=a.xml'] }).message).toContain('it takes FORMAT=FILE')
    expect(failure({ dump: 'none', report: ['json'] }).message).toContain('it takes FORMAT=FILE')
    const { delivery } = loadSettings({ door: 'cli', given: { report: ['json=a=b.json', 'html=c'] }, cwd })
    expect(delivery.reports).toEqual([
      { format: 'json', file: 'a=b.json' },
      { format: 'html', file: 'c' },
    ])
  })
})

describe('options held against each other', () => {
  const url = 'postgres://u:p@localhost/postgres'

  test('database-url is for postgres url and auto', () => {
    expect(failure({ dump: 'none', postgres: 'docker', 'database-url': url }).message).toBe(
      '`--database-url` goes with `postgres: url` or `auto`, not `docker`.',
    )
    expect(config({ dump: 'none', postgres: 'url', 'database-url': url }).databaseUrl).toBe(url)
    expect(config({ dump: 'none', 'database-url': url }).databaseUrl).toBe(url)
  })

  test('postgres url needs database-url', () => {
    expect(failure({ dump: 'none', postgres: 'url' }).message).toContain('no `database-url` was given')
  })

  test('database-url must be one, and is not shown', () => {
    const { message } = failure({ dump: 'none', 'database-url': 'mysql://root:hunter2@localhost/db' })
    expect(message).toContain('`--database-url` is something else; it takes a URL as in')
    expect(message).not.toContain('hunter2')
  })

  test('postgres-image is for docker', () => {
    expect(failure({ dump: 'none', postgres: 'local', 'postgres-image': 'x' }).message).toContain(
      'not `local`',
    )
    expect(failure({ dump: 'none', 'database-url': url, 'postgres-image': 'x' }).message).toContain(
      'not `url`',
    )
    expect(config({ dump: 'none', 'postgres-image': 'x' }).postgresImage).toBe('x')
  })

  test('dump-sha256 is of one file', () => {
    const sha = 'A'.repeat(64)
    for (const dump of ['none', 'postgres://h/d', '.'])
      expect(failure({ dump, 'dump-sha256': sha }).message).toContain('one file or an `https:` URL')
    expect(config({ dump: 'https://example.com/a.dump', 'dump-sha256': sha }).dumpSha256).toBe('a'.repeat(64))
    expect(config({ dump: 'not-yet-there.dump', 'dump-sha256': sha }).dumpSha256).toBe('a'.repeat(64))
  })

  test('migrate-command takes the place of migrations', () => {
    const given = { dump: 'none', 'migrate-command': 'make migrate' }
    expect(failure({ ...given, migrations: 'db' }).message).toContain('cannot go with `migrate-command`')
    expect(config({ ...given, migrations: 'none' }).migrateCommand).toBe('make migrate')
  })

  test('what the file says of one value gives way to another value from a flag', () => {
    write('schema-drift.yml', `dump: a.dump\ndump-sha256: ${'a'.repeat(64)}\ndatabase-url: ${url}\n`)
    expect(config({ dump: 'b.dump' })).toMatchObject({ dump: 'b.dump', dumpSha256: null, databaseUrl: url })
    expect(config({ postgres: 'local' })).toMatchObject({ dumpSha256: 'a'.repeat(64), databaseUrl: null })
    expect(config({ postgres: 'url' })).toMatchObject({ databaseUrl: url })
  })
})

describe('delivery', () => {
  test('is known though the rest is wrong', () => {
    const { config: loaded, delivery } = loadSettings({
      door: 'action',
      given: { engine: 'rust', comment: 'always', 'comment-key': 'b', 'github-token': 'ghs_x' },
      cwd,
    })
    expect(loaded).toBeInstanceOf(Failure)
    expect(delivery).toMatchObject({ comment: 'always', commentKey: 'b', githubToken: 'ghs_x' })
  })

  test('falls back to the default where its own value is the wrong one', () => {
    expect(loadSettings({ door: 'action', given: { comment: 'allways' }, cwd }).delivery.comment).toBe('auto')
    expect(loadSettings({ door: 'cli', given: { format: 'xml' }, cwd }).delivery.format).toBe('text')
  })
})

describe('what a team has said about findings', () => {
  test('globs and maps, each with its line', () => {
    write(
      'schema-drift.yml',
      `dump: none
ignore:
  - legacy_*
  - { rule: 'index-*', object: audit.*, reason: of another tool, owner: ana, expires: 2027-03-31 }
  - rule: comment
severity:
  - { rule: index-extra, severity: info }
  - { rule: '*-extra', object: users, severity: error }
`,
    )
    const nothing = { rule: null, object: null, reason: null, owner: null, expires: null }
    const { ignore, severity } = config({})
    expect(ignore).toEqual([
      { ...nothing, object: 'legacy_*', location: { file: 'schema-drift.yml', line: 3, column: 5 } },
      {
        rule: 'index-*',
        object: 'audit.*',
        reason: 'of another tool',
        owner: 'ana',
        expires: '2027-03-31',
        location: { file: 'schema-drift.yml', line: 4, column: 5 },
      },
      { ...nothing, rule: 'comment', location: { file: 'schema-drift.yml', line: 5, column: 5 } },
    ])
    expect(severity).toEqual([
      { rule: 'index-extra', object: null, severity: 'info' },
      { rule: '*-extra', object: 'users', severity: 'error' },
    ])
  })

  test.each([
    ['ignore: legacy_*', 2, '`ignore` (schema-drift.yml:2) takes a list.'],
    ['ignore: { rule: comment }', 2, '`ignore` (schema-drift.yml:2) takes a list.'],
    [
      'ignore:\n  - a\n  - rule: colum-type',
      4,
      '`rule` (schema-drift.yml:4) is `colum-type`, which is no rule; did you mean `column-type`?',
    ],
    ['ignore:\n  - rule: indices-*', 3, '`rule` (schema-drift.yml:3) is `indices-*`, which is no rule'],
    [
      'ignore:\n  - object: a\n    reson: x',
      4,
      '`reson` (schema-drift.yml:4) is no key of an entry of `ignore`; did you mean `reason`?',
    ],
    ['ignore:\n  - reason: x', 3, 'An entry of `ignore` (schema-drift.yml:3) needs `rule` or `object`.'],
    ['ignore:\n  - a\n  -', 4, 'An entry of `ignore` (schema-drift.yml:4)'],
    ['ignore:\n  - { object: [a] }', 3, '`object` (schema-drift.yml:3) is `["a"]`, and takes one value.'],
    [
      'ignore:\n  - object: a\n    expires: 2027-02-30',
      4,
      '`expires` (schema-drift.yml:4) is `2027-02-30`, and takes a day as in `2027-03-31`.',
    ],
    ['severity:\n  - index-extra', 3, 'An entry of `severity` (schema-drift.yml:3) is `index-extra`'],
    ['severity:\n  - severity: info', 3, 'An entry of `severity` (schema-drift.yml:3) needs `rule`.'],
    [
      'severity:\n  - rule: comment\n    severity: warnin',
      4,
      '`severity` (schema-drift.yml:4) is `warnin`, and takes `error`, `warning` or `info`; did you mean `warning`?',
    ],
    ['ignore:\n  - *_old', 3, 'schema-drift.yml:3 refers to `_old`'],
  ])('what is wrong is told at its line: %j', (text, line, message) => {
    write('schema-drift.yml', `dump: none\n${text}\n`)
    const { code, location, message: told } = failure({ dump: 'none' })
    expect({ code, line: location?.line }).toEqual({ code: 'config-invalid', line })
    expect(told).toContain(message)
  })

  test('a text that begins with a star needs quotes, and that is said', () => {
    write('schema-drift.yml', 'ignore:\n  - *_old\n')
    expect(failure({ dump: 'none' }).next).toEqual([
      "Put a text that begins with `*` into quotes: `'*_old'`.",
    ])
  })

  test('every problem is told at once', () => {
    write('schema-drift.yml', 'ignore:\n  - rule: a\n  - rule: b\npostgres: x\n')
    expect(failure({ dump: 'none' }).message.match(/schema-drift\.yml:\d/g)).toEqual([
      'schema-drift.yml:2',
      'schema-drift.yml:3',
      'schema-drift.yml:4',
    ])
  })

  test('they belong into the file alone', () => {
    expect(failure({ dump: 'none', ignore: 'a' }).message).toContain('cannot be given on the command line')
  })

  test('the baseline lies beside the config file, or where an option says', () => {
    expect(config({ dump: 'none' }).baseline.path).toBe(join(cwd, 'schema-drift-baseline.yml'))
    write('.github/schema-drift.yml', 'dump: none\n')
    expect(config({}).baseline).toEqual({
      path: join(cwd, '.github/schema-drift-baseline.yml'),
      named: false,
    })
    write('.github/schema-drift.yml', 'dump: none\nbaseline: db/known.yml\n')
    expect(config({}).baseline).toEqual({ path: join(cwd, 'db/known.yml'), named: true })
    expect(config({ baseline: 'other.yml' }, 'action').baseline.path).toBe(join(cwd, 'other.yml'))
  })
})
