/** Drift that is accepted, mended, and no longer accepted, at the command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { check } from '../../src/check.ts'
import { runCommandLine } from '../../src/doors/command-line.ts'
import { miniInputs, writeMiniProject } from '../e2e/mini-project.ts'

let cwd: string
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'baseline-'))
  writeMiniProject(cwd, ['nickname String', 'phone String?'])
})
afterAll(() => rmSync(cwd, { recursive: true }))

const file = (name = 'schema-drift-baseline.yml') => readFileSync(join(cwd, name), 'utf8')

interface Done {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(
  command: 'check' | 'baseline',
  args: readonly string[],
  today = '2026-06-15',
): Promise<Done> {
  const project = ['--dump', miniInputs.dump, '--migrations', miniInputs.migrations]
  const server = ['--postgres', 'url', '--database-url', inject('postgres')]
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const proof = command === 'check' ? ['--no-proof'] : []
  const code = await runCommandLine([command, ...project, ...server, ...proof, ...args], {
    check,
    stdout,
    stderr,
    env: {},
    cwd,
    version: '0.0.0',
    today,
    exampleDirectory: cwd,
    rulesDirectory: cwd,
  })
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

test('drift, accepted, passes; mended, its entry is stale; over, it comes back', async () => {
  const planning = '[Plan how they come to agree]'
  expect(await run('check', [])).toMatchObject({ code: 1, err: expect.stringContaining(planning) })

  const accepted = await run('baseline', ['--reason', 'known', '--owner', 'ana', '--expires', '30d'])
  expect(accepted).toMatchObject({ code: 0, out: expect.stringContaining('2 findings accepted (2 added)') })
  expect(accepted.err).not.toContain(planning)
  expect(file()).toContain('object: users.nickname\n    severity: error\n    reason: known\n    owner: ana')
  expect(file()).toContain('since: 2026-06-15\n    expires: 2026-07-15')

  const passing = await run('check', [])
  expect(passing.code).toBe(0)
  expect(passing.out).toContain('2 ignored')

  writeMiniProject(cwd, ['phone String?'])
  const mended = await run('check', ['--format', 'json'])
  expect(mended.code).toBe(0)
  expect(JSON.parse(mended.out)).toMatchObject({
    status: 'clean',
    findings: [],
    ignored: [
      { rule: 'column-missing', by: { kind: 'baseline', text: 'baseline: known (ana), until 2026-07-15' } },
    ],
    baseline: {
      file: 'schema-drift-baseline.yml',
      entries: 2,
      stale: [{ object: 'users.nickname' }],
      expired: [],
    },
  })

  const over = await run('check', ['--format', 'json'], '2026-07-16')
  expect(over.code).toBe(1)
  expect(JSON.parse(over.out)).toMatchObject({
    findings: [
      { message: expect.stringContaining('The baseline accepted it until 2026-07-15 (known, ana).') },
    ],
    ignored: [],
    baseline: { stale: [{ object: 'users.nickname' }], expired: [{ object: 'users.phone' }] },
  })
})

describe('the command', () => {
  test('drops what is gone, leaves what is over until a new day is given, and writes the same bytes again', async () => {
    writeFileSync(
      join(cwd, 'schema-drift-baseline.yml'),
      file().replace('  - fingerprint', '  # ours\n  - fingerprint'),
    )
    const dropping = await run('baseline', [], '2026-07-16')
    expect(dropping.out).toContain('  - users.nickname  column-missing')
    expect(dropping.out).toContain(
      '`--expires` says until when it shall hold now.\n    users.phone  column-missing',
    )
    expect((await run('check', [], '2026-07-16')).code).toBe(1)

    const renewing = await run('baseline', ['--expires', '2026-12-31', '--reason', 'still'], '2026-07-16')
    expect(renewing.out).toContain('1 finding accepted (1 renewed)')
    expect(file()).toContain('reason: still\n    owner: ana\n    since: 2026-06-15\n    expires: 2026-12-31')
    expect((await run('check', [], '2026-07-16')).code).toBe(0)

    const before = file()
    expect((await run('baseline', [], '2026-07-16')).out).toContain('1 finding accepted (1 kept)')
    expect(file()).toBe(before)
  })

  test('accepts infos where they fail the check, and with --only what is asked for alone', async () => {
    writeMiniProject(cwd, ['nickname String', 'phone String?'])
    const only = ['--baseline', 'new/only.yml', '--only', 'users.nick*']
    expect((await run('baseline', only)).out).toContain('new/only.yml: 1 finding accepted (1 added).')
    expect(file('new/only.yml')).not.toContain('phone')
    expect((await run('check', only.slice(0, 2))).code).toBe(1)
    const none = await run('baseline', ['--baseline', 'none.yml', '--only', 'index-extra'])
    expect(none).toMatchObject({ code: 0, out: 'none.yml: 0 findings accepted.\n' })
    expect(() => file('none.yml')).toThrow('ENOENT')
  })

  test.each([
    [['--expires', 'soon'], '`--expires` is `soon`; it takes a day as in `2027-03-31`'],
    [['--expires', '2026-06-14'], 'which is over'],
    [['--reason', ' '], '`--reason` is empty'],
    [['--engine', 'rust'], '`--engine` is `rust`'],
    [['--format', 'json'], 'format'],
    [
      ['--baseline', '/proc/none/b.yml', '--only', 'users'],
      '/proc/none/b.yml cannot be written: no such file or directory (ENOENT)',
    ],
  ])('%j is refused', async (args, message) => {
    const { code, out } = await run('baseline', args)
    expect(code).toBe(2)
    expect(out).toContain(message)
  })

  test('a check that cannot be done accepts nothing', async () => {
    const before = file()
    const { code, out } = await run('baseline', ['--dump', 'absent.sql'])
    expect(code).toBe(2)
    expect(out).toContain('input-missing')
    expect(file()).toBe(before)
  })
})

test('a baseline that cannot be read ends the check, one that is named must be there', async () => {
  writeFileSync(join(cwd, 'broken.yml'), 'findings:\n  - fingerprint: x\n')
  const broken = await run('check', ['--baseline', 'broken.yml'])
  expect(broken).toMatchObject({ code: 2, out: expect.stringContaining('broken.yml:2') })
  expect((await run('baseline', ['--baseline', 'broken.yml'])).code).toBe(2)
  const absent = await run('check', ['--baseline', 'absent.yml'])
  expect(absent).toMatchObject({ code: 2, out: expect.stringContaining('there is no such file') })
})

test('a report that cannot be written: the others are, and the exit code and the last line say so', {
  timeout: 20_000,
}, async () => {
  const paths = ['html=/proc/none/deep/report.html', 'sarif=production.sql/x.sarif', 'json=out/report.json']
  const { code, out, err } = await run('check', [
    '--fail-on',
    'never',
    ...paths.flatMap((path) => ['--report', path]),
  ])
  expect(code).toBe(2)
  expect(out.trimEnd().split('\n').at(-1)).toMatch(
    /^✗ .*not written: \/proc\/none\/deep\/report\.html, production\.sql\/x\.sarif · exit 2$/,
  )
  expect(err).toContain(
    'The html report cannot be written to /proc/none/deep/report.html: no such file or directory (ENOENT). (report-unwritable)',
  )
  expect(err).toContain('production.sql/x.sarif: a part of its path is a file (E')
  expect(err).toContain('Give `--report sarif=…` a path')
  expect(file('out/report.json')).toContain('"version": 1')
})
