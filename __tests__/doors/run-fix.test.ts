/** The alignment plan, written into a working tree under git, at the command line. */
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { check } from '../../src/check.ts'
import { runCommandLine } from '../../src/doors/command-line.ts'
import type { Report } from '../../src/model/report.ts'
import { disproved, planned, proved, schemaBefore } from '../report/plan-samples.ts'
import { clean, failed } from '../report/samples.ts'
import { folderWith } from '../support/folder.ts'
import { type GitFolder, gitFolder } from '../support/git-folder.ts'

interface Done {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(
  cwd: string,
  args: readonly string[],
  { check: checked }: { readonly check: typeof check },
): Promise<Done> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await runCommandLine(['fix', ...args], {
    check: checked,
    stdout,
    stderr,
    env: {},
    cwd,
    version: '0.0.0',
    today: '2026-06-15',
    exampleDirectory: cwd,
    rulesDirectory: cwd,
  })
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

/** A repository with the schema of the sample, and a check that hands over this report. */
async function scene(report: Report = planned) {
  const folder = await gitFolder({ 'prisma/schema.prisma': schemaBefore, '.gitignore': 'ignored/\n' })
  const fix = (...args: readonly string[]) =>
    run(folder.directory, ['--dump', 'none', ...args], { check: async () => report })
  return { folder, fix }
}

const status = ({ git }: GitFolder) => git('status', '--porcelain', '--untracked-files=all')
const written = [
  'M prisma/schema.prisma',
  '?? prisma/migrations/20251103160001_adopt_production/migration.sql',
  '?? prisma/migrations/20251103160002_align_production/migration.sql',
  '?? prisma/migrations/20251103160002_align_production/rollback.sql',
].join('\n')

describe('what is written', () => {
  test('every file of the plan, and what to run next; a second time nothing', async () => {
    const { folder, fix } = await scene()
    const { code, out } = await fix('--fail-on', 'never')
    expect(code).toBe(0)
    expect(status(folder)).toBe(written)
    for (const { path, content } of proved.files)
      expect(readFileSync(join(folder.directory, path), 'utf8')).toBe(content)
    expect(out).toContain('Proved on clones')
    expect(out).toContain('  changed  prisma/schema.prisma\n')
    const [record = -1, deploy = -1] = ['migrate resolve --applied', 'migrate deploy'].map((each) =>
      out.indexOf(each),
    )
    expect(record).toBeGreaterThan(0)
    expect(deploy).toBeGreaterThan(record)
    expect(out).toContain('Decide about the policy `users.tenant_only`')

    const times = proved.files.map(({ path }) => statSync(join(folder.directory, path)).mtimeMs)
    const again = await fix('--fail-on', 'never')
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is to be written') })
    expect(proved.files.map(({ path }) => statSync(join(folder.directory, path)).mtimeMs)).toEqual(times)
  })

  test('--dry-run prints the patch alone, which writes the same, and writes nothing', async () => {
    const { folder, fix } = await scene()
    const { code, out, err } = await fix('--dry-run', '--fail-on', 'never')
    expect(code).toBe(0)
    expect(status(folder)).toBe('')
    expect(err).toContain('To be written')
    execFileSync('git', ['apply'], { cwd: folder.directory, input: out })
    expect(status(folder)).toBe(written)
    for (const { path, content } of proved.files)
      expect(readFileSync(join(folder.directory, path), 'utf8')).toBe(content)
  })

  test('--schema-only and --migration-only: a part, and what follows from it', async () => {
    const { folder, fix } = await scene()
    const schema = await fix('--schema-only', '--fail-on', 'never')
    expect(status(folder)).toBe('M prisma/schema.prisma')
    expect(schema.out).toContain('prisma generate')
    expect(schema.out).not.toContain('migrate deploy')
    folder.git('checkout', '.')
    const patch = (await fix('--migration-only', '--dry-run')).out
    expect(patch).not.toContain('schema.prisma')
    await fix('--migration-only')
    expect(status(folder)).toBe(written.split('\n').slice(1).join('\n'))
  })

  test('a link is followed, and a file keeps its permissions', async () => {
    const { folder, fix } = await scene()
    const [real, link] = ['db/main.prisma', 'prisma/schema.prisma'].map((path) =>
      join(folder.directory, path),
    )
    folder.write({ 'db/main.prisma': schemaBefore, 'prisma/schema.prisma': null })
    symlinkSync(real ?? '', link ?? '')
    chmodSync(real ?? '', 0o640)
    folder.commit({})
    expect((await fix('--schema-only', '--force', '--fail-on', 'never')).code).toBe(0)
    expect(readFileSync(real ?? '', 'utf8')).toBe(proved.files[0]?.content)
    expect(statSync(real ?? '').mode & 0o777).toBe(0o640)
    expect(readdirSync(dirname(real ?? ''))).toEqual(['main.prisma'])
  })
})

describe('what is refused', () => {
  const states: readonly (readonly [string, (folder: GitFolder) => void])[] = [
    ['changed', ({ write }) => write({ 'prisma/schema.prisma': `// mine\n${schemaBefore}` })],
    [
      'staged',
      ({ write, git }) => {
        write({ 'prisma/schema.prisma': `// mine\n${schemaBefore}` })
        git('add', '.')
      },
    ],
    ['untracked', ({ git }) => git('rm', '--quiet', '--cached', 'prisma/schema.prisma')],
    [
      'ignored',
      ({ git, write }) => {
        git('rm', '--quiet', '--cached', 'prisma/schema.prisma')
        write({ '.gitignore': 'prisma/\n' })
      },
    ],
  ]
  test.each(states)('a schema that is %s, unless forced', async (_, change) => {
    const { folder, fix } = await scene()
    change(folder)
    const before = status(folder)
    const { code, err, out } = await fix('--fail-on', 'never')
    expect(code).toBe(2)
    expect(err).toContain('prisma/schema.prisma is not as the last commit has it')
    expect(out).toBe('')
    expect(status(folder)).toBe(before)
    expect((await fix('--dry-run', '--fail-on', 'never')).code).toBe(0)
    expect((await fix('--force', '--fail-on', 'never')).code).toBe(0)
    expect(readFileSync(join(folder.directory, 'prisma/schema.prisma'), 'utf8')).toBe(
      proved.files[0]?.content,
    )
  })

  test('not for what somebody changed elsewhere', async () => {
    const { folder, fix } = await scene()
    folder.write({ 'src/index.ts': 'mine' })
    expect((await fix('--fail-on', 'never')).code).toBe(0)
  })

  test('without git, where a file would be lost; not where all are new', async () => {
    const cwd = await folderWith({ 'prisma/schema.prisma': schemaBefore })
    const fix = (...args: readonly string[]) =>
      run(cwd, ['--dump', 'none', '--fail-on', 'never', ...args], { check: async () => planned })
    expect(await fix()).toMatchObject({ code: 2, err: expect.stringContaining('in no git repository') })
    expect(readFileSync(join(cwd, 'prisma/schema.prisma'), 'utf8')).toBe(schemaBefore)
    expect((await fix('--migration-only')).code).toBe(0)
    expect((await fix('--force')).code).toBe(0)
  })

  test('a plan that failed its proof, with what failed, unless forced', async () => {
    const { folder, fix } = await scene(disproved)
    for (const more of [[], ['--dry-run']]) {
      const { code, out, err } = await fix('--fail-on', 'never', ...more)
      expect(code).toBe(1)
      expect(out + err).toContain('Other than before: `users`')
      expect(out + err).toContain('Nothing was written')
      expect(out + err).not.toContain('migrate deploy')
    }
    expect(status(folder)).toBe('')
    expect((await fix('--force', '--fail-on', 'never')).code).toBe(0)
    expect(status(folder)).toBe(written)
  })

  test('a file that cannot be written: then none is', async () => {
    const { folder, fix } = await scene()
    const inTheWay = 'prisma/migrations/20251103160002_align_production'
    folder.commit({ [inTheWay]: 'a file where a folder is to be' })
    const { code, err } = await fix()
    expect(code).toBe(2)
    expect(err).toContain(`${inTheWay}/migration.sql cannot be written (ENOTDIR)`)
    expect(status(folder)).toBe('')
    const left = readdirSync(join(folder.directory, 'prisma'), { recursive: true })
    expect(left.sort()).toEqual(['migrations', 'migrations/20251103160002_align_production', 'schema.prisma'])
  })
})

describe('the exit code', () => {
  test('1 where something at or above fail-on is left for a person, which it names', async () => {
    const { fix } = await scene()
    const { code, out } = await fix()
    expect(code).toBe(1)
    expect(out).toMatch(/✗ \d+ findings left · exit 1\n {2}\S/)
  })

  test('0 where all that was asked for is settled, and 1 where a part of it alone is written', async () => {
    const { fix } = await scene()
    expect((await fix('--only', 'bookings.paid_at', '--dry-run')).code).toBe(0)
    expect((await fix('--only', 'bookings.paid_at', '--schema-only', '--dry-run')).code).toBe(1)
  })

  test('the plan is asked for what is to be settled alone', async () => {
    const asked: unknown[] = []
    const cwd = await folderWith({})
    const args = ['--dump', 'none', '--only', 'column-*', '--only', 'users']
    await run(cwd, args, {
      check: async ({ only }) => {
        asked.push(only)
        return clean
      },
    })
    expect(asked).toEqual([['column-*', 'users']])
  })

  test('0 where there is nothing to do, 2 where there is no verdict', async () => {
    expect(await (await scene(clean)).fix()).toMatchObject({
      code: 0,
      out: 'Nothing is to be written.\n',
    })
    expect(await (await scene(failed)).fix()).toMatchObject({
      code: 2,
      out: expect.stringContaining('could not be checked'),
    })
  })

  test('2 for options that cannot go together', async () => {
    const { fix } = await scene()
    expect(await fix('--schema-only', '--migration-only')).toMatchObject({
      code: 2,
      out: expect.stringContaining('leave nothing to write together'),
    })
  })
})

test('another format is the report, with standard output to itself', async () => {
  const { folder, fix } = await scene()
  const { out, err } = await fix('--format', 'json', '--report', 'html=out/drift.html')
  expect(JSON.parse(out)).toMatchObject({ version: 1, plan: { proof: { status: 'proved' } } })
  expect(err).toContain('changed  prisma/schema.prisma')
  expect(readFileSync(join(folder.directory, 'out/drift.html'), 'utf8')).toContain('The alignment plan')
})
