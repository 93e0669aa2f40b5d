import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleReadme, withReport } from '../../scripts/example-report.ts'
import { miniInputs, writeMiniProject } from './mini-project.ts'

/** dist/cli.js in processes of its own. */
const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js')
const mini = ['--dump', miniInputs.dump, '--migrations', miniInputs.migrations]
let cwd: string

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-'))
  // Also the scratch folder of the server, which as root runs as somebody else.
  chmodSync(cwd, 0o755)
  writeMiniProject(cwd, ['nickname String'])
})
afterAll(() => rmSync(cwd, { recursive: true }))

interface Done {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Options {
  /** Sends this signal as soon as this is on stderr. */
  readonly interrupt?: { readonly at: RegExp; readonly signal: NodeJS.Signals }
  readonly env?: Readonly<Record<string, string>>
  /** Closes stdout before anything is printed. */
  readonly deaf?: boolean
}

async function run(
  args: readonly string[],
  { interrupt, env = {}, deaf = false }: Options = {},
): Promise<Done> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: cwd, ...env },
  })
  if (deaf) child.stdout.destroy()
  let seen = ''
  child.stderr.on('data', (chunk) => {
    const before = interrupt?.at.test(seen)
    seen += String(chunk)
    if (before === false && interrupt?.at.test(seen)) child.kill(interrupt.signal)
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const stdout = deaf ? '' : await text(child.stdout)
  return { exitCode: await ended, stdout, stderr: seen }
}

describe('demo', () => {
  test('prints the report of the example, and exits 1', async () => {
    const { exitCode, stdout, stderr } = await run(['demo'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('id-strategy')
    expect(stdout).not.toContain('\u001b[')
    expect(stderr).toMatch(/^\[Start Postgres\] done in /m)
    const readme = readFileSync(exampleReadme, 'utf8')
    expect(withReport(readme, stdout)).toBe(readme)
  })

  test('in another format, and into files where it was started', async () => {
    const { exitCode, stdout } = await run(['demo', '--format', 'json', '--report', 'html=out/drift.html'])
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, status: 'drift' })
    expect(readFileSync(join(cwd, 'out', 'drift.html'), 'utf8')).toContain('<html')
  })
})

describe('check', () => {
  test('exits 1 on drift, 0 below fail-on', async () => {
    expect(await run(['check', ...mini])).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('nickname'),
    })
    expect((await run(['check', ...mini, '--fail-on', 'never'])).exitCode).toBe(0)
  })

  test.each([
    ['no dump', ['check'], 'input-missing'],
    ['a wrong value', ['check', '--dump', 'none', '--engine', 'rust'], 'config-invalid'],
    ['an unknown option', ['check', '--dmup', 'none'], 'config-invalid'],
  ])('%s: a report on stdout all the same, and exit 2', async (_, args, code) => {
    const { exitCode, stdout } = await run([...args, '--format', 'json'])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      status: 'failed',
      failure: { stage: 'config', code },
    })
  })

  test('a report that nobody reads', async () => {
    expect(await run(['check', ...mini, '--fail-on', 'never'], { deaf: true })).toMatchObject({
      exitCode: 0,
      stderr: expect.not.stringContaining('EPIPE'),
    })
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s takes the database down and exits %i', async (signal, code) => {
    const before = readdirSync(cwd)
    const interrupt = { at: /\[Start Postgres\] done/, signal }
    const { exitCode, stderr, stdout } = await run(['check', ...mini, '--postgres', 'local'], { interrupt })
    expect(exitCode).toBe(code)
    expect(stderr).toContain('Interrupted; the throwaway database has been taken down.')
    expect(stdout).toBe('')
    expect(readdirSync(cwd)).toEqual(before)
  })
})

describe('help', () => {
  test('alone it shows how it is used', async () => {
    const { exitCode, stdout } = await run([])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Usage: prisma-schema-drift')
    expect(stdout).toContain('Exit codes: 0 nothing at or above --fail-on')
  })

  test('the options of check, and the version', async () => {
    expect((await run(['check', '--help'])).stdout).toContain('--postgres-image <NAME>')
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('a command that is none, with the nearest one', async () => {
    const { exitCode, stdout, stderr } = await run(['chek'])
    expect(exitCode).toBe(2)
    expect(stdout + stderr).toContain('check')
  })

  test('explain a rule, and one that is none', async () => {
    expect(await run(['explain', 'id-strategy'])).toMatchObject({ exitCode: 0 })
    const unknown = await run(['explain', 'id-strategi'])
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('id-strategy') })
  })

  test('dist/ is there', () => expect(existsSync(cli)).toBe(true))
})
