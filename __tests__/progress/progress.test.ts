import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { actionsProgress } from '../../src/progress/actions.ts'
import type { Progress } from '../../src/progress/progress.ts'
import { type OutputStream, terminalProgress, wantsColours } from '../../src/progress/terminal.ts'
import { formatDuration, oneLine } from '../../src/progress/text.ts'

function output(terminal: boolean): { stream: OutputStream; text: () => string } {
  let text = ''
  const stream = new PassThrough()
  stream.on('data', (chunk) => {
    text += String(chunk)
  })
  const facts = terminal ? { isTTY: true, columns: 80, rows: 24, hasColors: () => true } : {}
  return { stream: Object.assign(stream, facts), text: () => text }
}

async function overlapping(progress: Progress): Promise<unknown> {
  return Promise.allSettled([
    progress.stage('Restore', async (log) => {
      log.note('custom format')
      await new Promise((resolve) => setTimeout(resolve, 60))
      log.warn('owner\nabsent')
      return 'restored'
    }),
    progress.stage('Validate', async () => {
      throw new Error('no such file')
    }),
  ])
}

const outcome = [
  { status: 'fulfilled', value: 'restored' },
  { status: 'rejected', reason: new Error('no such file') },
]

describe('piped', () => {
  test('lines that name their stage', async () => {
    const { stream, text } = output(false)
    expect(await overlapping(terminalProgress(stream, {}))).toEqual(outcome)
    expect(
      text()
        .replace(/\d+ ms/g, 'N ms')
        .split('\n'),
    ).toEqual([
      '[Restore] started',
      '[Restore] custom format',
      '[Validate] started',
      '[Validate] failed after N ms',
      '[Restore] warning: owner absent',
      '[Restore] done in N ms',
      '',
    ])
  })

  test('so in a terminal without a size', async () => {
    const { stream, text } = output(true)
    await overlapping(terminalProgress(Object.assign(stream, { rows: 0 }), {}))
    expect(text()).toContain('[Restore] started\n')
  })

  test.each([{ CI: 'true' }, { TERM: 'dumb' }])('so with %j in a terminal', async (env) => {
    const { stream, text } = output(true)
    await overlapping(terminalProgress(stream, env))
    expect(text()).toContain('[Restore] started\n')
  })
})

describe('in a terminal', () => {
  test('a list: running stages turn, done ones stay', async () => {
    const { stream, text } = output(true)
    expect(await overlapping(terminalProgress(stream, {}))).toEqual(outcome)
    const shown = stripVTControlCharacters(text())
    expect(shown).toMatch(/⠋ Restore/)
    expect(shown).toMatch(/✖ Validate {2}\d+ ms\n/)
    expect(shown).toContain('! Restore: owner absent\n')
    expect(shown).toMatch(/✔ Restore {2}\d+ ms\n {4}custom format\n/)
    expect(text()).toContain('\u001b[32m✔')
  })

  test('without colours where they are not wanted', async () => {
    const { stream, text } = output(true)
    await terminalProgress(stream, { NO_COLOR: '1' }).stage('Restore', async () => {})
    expect(text()).not.toContain('\u001b[32m')
  })

  test('stages one after the other', async () => {
    const { stream, text } = output(true)
    const progress = terminalProgress(stream, {})
    await progress.stage('One', async () => {})
    await progress.stage('Two', async () => {})
    expect(stripVTControlCharacters(text())).toMatch(/✔ One[^✔]*✔ Two/)
  })
})

describe('in Actions', () => {
  let text = ''
  beforeEach(() => {
    text = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += String(chunk)
      return true
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  test('a group each, whole, though stages overlap; warnings as annotations at once', async () => {
    expect(await overlapping(actionsProgress())).toEqual(outcome)
    expect(text.replace(/\d+ ms/g, 'N ms').split('\n')).toEqual([
      '::group::Validate: failed after N ms',
      '::endgroup::',
      '::warning title=Restore::owner absent',
      '::group::Restore: done in N ms',
      '- custom format',
      '- Warning: owner absent',
      '::endgroup::',
      '',
    ])
  })

  test('a long stage is named while it runs', async () => {
    vi.useFakeTimers()
    let end = () => {}
    const stage = actionsProgress().stage('Restore', async ({ note }) => {
      note('12 tables')
      await new Promise<void>((resolve) => {
        end = resolve
      })
    })
    await vi.advanceTimersByTimeAsync(15_500)
    expect(text.split('\n').filter((line) => line.startsWith('Restore …'))).toHaveLength(2)
    expect(text).toContain('Restore … 15.0 s: 12 tables')
    end()
    await stage
    const before = text
    await vi.advanceTimersByTimeAsync(60_000)
    expect(text).toBe(before)
  })

  test('a name from the database cannot give the runner a command', async () => {
    await actionsProgress().stage('Compare', async ({ note }) => {
      note('table x\n::set-output name=a::b')
      note('table y ##[error]z')
    })
    expect(text.split('\n').filter((line) => /^\s*::set|##\[/.test(line))).toEqual([])
  })
})

test('colours as the environment and the terminal have it', () => {
  const { stream: terminal } = output(true)
  const { stream: pipe } = output(false)
  expect(wantsColours(terminal, {})).toBe(true)
  expect(wantsColours(terminal, { NO_COLOR: '1' })).toBe(false)
  expect(wantsColours(pipe, {})).toBe(false)
  expect(wantsColours(pipe, { FORCE_COLOR: '1' })).toBe(true)
  expect(wantsColours(terminal, { FORCE_COLOR: '0' })).toBe(false)
})

test('durations and single lines', () => {
  expect([0.4, 340, 999.6, 1240, 59_949, 59_960, 125_000].map(formatDuration)).toEqual([
    '0 ms',
    '340 ms',
    '1.0 s',
    '1.2 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 5 s',
  ])
  expect(oneLine('a\r\nb\u001b[31mc\u2028d ')).toBe('a b [31mc d')
})
