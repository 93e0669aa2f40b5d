import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RunContext } from '../../../src/github/event.ts'
import { suggestOnPullRequest } from '../../../src/github/suggest.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { Edit, Plan } from '../../../src/model/plan.ts'
import type { Report } from '../../../src/model/report.ts'
import { report } from '../../report/samples.ts'
import { folderWith } from '../../support/folder.ts'
import { type GitFolder, gitFolder } from '../../support/git-folder.ts'
import {
  type GithubApi,
  type GithubApiOptions,
  githubToken,
  startGithubApi,
} from '../../support/github-api.ts'
import { columnFinding, edit, file, planOf, step } from './plans.ts'

const path = `app/${file}`
const model = (name: string) =>
  `model ${name} {\n  id Int @id\n  one String\n  two String\n  three String\n  four String\n  five String\n}\n\n`
const base = model('User') + model('Tutor')
/** The pull request makes the first field of each model another one. */
const head = base.replaceAll('  one String\n', '  one Int\n')

const opened: GithubApi[] = []
afterAll(async () => {
  for (const api of opened) await api.close()
})

/** What the runs of one scene print; scenes run side by side. */
const printing = new AsyncLocalStorage<string[]>()
beforeAll(() => {
  const write = process.stdout.write.bind(process.stdout)
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    const lines = printing.getStore()
    if (lines === undefined) return write(chunk)
    lines.push(String(chunk))
    return true
  })
})
afterAll(() => vi.restoreAllMocks())

interface Scene {
  readonly api: GithubApi
  readonly origin: GitFolder
  /** What its runs have printed. */
  log(): string
  /** One run of the check, whose plan makes these edits, each for a finding in its line. */
  run(edits: readonly Edit[], given?: Given): ReturnType<typeof suggestOnPullRequest>
  /** The notes that are there, in their order: `2-3: text`. */
  notes(): string[]
  /** The requests since last asked that change something. */
  writes(): string[]
}
interface Given {
  readonly status?: Plan['proof']['status']
  readonly findings?: readonly Finding[]
  readonly report?: Partial<Report>
  readonly key?: string
  readonly checkedOut?: string
  readonly sha?: string
  readonly failOnIntroduced?: boolean
  readonly suggestions?: boolean
  readonly event?: 'push'
}

async function scene(
  options: Omit<GithubApiOptions, 'git' | 'commits'> = {},
  changed = head,
): Promise<Scene> {
  const origin = await gitFolder({ [path]: base, 'README.md': 'hello\n' })
  const commits = { base: origin.git('rev-parse', 'HEAD'), head: origin.commit({ [path]: changed }) }
  const api = await startGithubApi({ ...options, git: origin.directory, commits })
  opened.push(api)
  const workspace = await folderWith({})
  const printed: string[] = []
  let asked = 0
  return {
    api,
    origin,
    log: () => printed.join(''),
    run: (edits, given = {}) => {
      const findings = given.findings ?? edits.map(({ line }) => columnFinding(`line${line}`, line))
      const { status = 'proved', key = 'default', failOnIntroduced = false } = given
      const onDisk = join(workspace, path)
      mkdirSync(dirname(onDisk), { recursive: true })
      writeFileSync(onDisk, given.checkedOut ?? origin.git('show', `HEAD:${path}`).concat('\n\n'))
      const steps = edits.map((each, at) => step(findings.slice(at, at + 1), [each]))
      const plan = edits.length === 0 ? null : planOf(steps, '', status)
      const run: RunContext = {
        event: 'pull_request',
        owner: 'acme',
        repo: 'tutoring',
        sha: given.sha ?? origin.git('rev-parse', 'HEAD'),
        checkedOut: '',
        proposal: null,
        pullRequest: given.event === 'push' ? null : { number: 7, readOnly: null },
        serverUrl: 'https://github.com',
        apiUrl: api.url,
        runUrl: '',
      }
      return printing.run(printed, () =>
        suggestOnPullRequest(
          report({ findings, plan, ...given.report }),
          { githubToken, suggestions: given.suggestions ?? true, commentKey: key },
          run,
          { directory: 'app', failOnIntroduced },
          join(workspace, 'app'),
        ),
      )
    },
    notes: () =>
      api.pull.comments().map(({ start_line, line, body }) => {
        const text = /`{3}suggestion\n([\s\S]*)```/.exec(body)?.[1] ?? body.split('\n').slice(1).join(' ')
        return `${start_line ? `${start_line}-` : ''}${line ?? 'outdated'}: ${text.trim()}`.trim()
      }),
    writes: () => {
      const since = api.requests.slice(asked)
      asked = api.requests.length
      return since
        .filter((request) => !request.startsWith('GET'))
        .map((request) => request.replace('/repos/acme/tutoring/', '').replace(/\d{4,}/, 'ID'))
    },
  }
}

const first = edit(3, 1, '  one Int?\n')
const second = edit(12, 1, '  one Int?\n')

describe.concurrent('a pull request over time', () => {
  test('first run: one review; the same again: no request that writes', async () => {
    const { api, run, notes, writes, log } = await scene()
    expect(await run([first, second])).toEqual({ shown: 2, all: 2 })
    expect(notes()).toEqual(['3: one Int?', '12: one Int?'])
    expect(writes().filter((request) => request !== 'POST /graphql')).toEqual(['POST pulls/7/reviews'])
    expect(new Set(api.pull.kept.map(({ review }) => review)).size).toBe(1)
    expect(await run([first, second])).toEqual({ shown: 2, all: 2 })
    expect(writes()).toEqual(['POST /graphql'])
    expect(log()).not.toContain('::warning')
  })

  test('changed: edited in place; gone: deleted; come: in a review', async () => {
    const { api, run, notes, writes } = await scene()
    await run([first])
    const [kept] = api.pull.kept.map(({ id }) => id)
    writes()
    await run([edit(3, 1, '  one BigInt\n')])
    expect(notes()).toEqual(['3: one BigInt'])
    expect(writes()).toEqual(['POST /graphql', 'PATCH pulls/comments/ID'])
    expect(api.pull.kept.map(({ id }) => id)).toEqual([kept])
    await run([second])
    expect(notes()).toEqual(['12: one Int?'])
    expect(writes()).toContain('DELETE pulls/comments/ID')
    expect(await run([])).toEqual({ shown: 0, all: 0 })
    expect(notes()).toEqual([])
  })

  test('nothing to suggest and nothing there: one question', async () => {
    const { api, run } = await scene()
    expect(await run([])).toBeNull()
    expect(api.requests).toEqual(['GET /repos/acme/tutoring/pulls/7/comments'])
  })

  test('of several lines: their first and last', async () => {
    const { run, notes } = await scene()
    await run([edit(3, 2, '  one Int?\n  two Int\n'), edit(6, 0, '  more Int\n')])
    expect(notes()).toEqual(['3-5: one Int?\n  two Int\n  three String\n  more Int'])
  })

  test('a push that moves the lines moves the note; one that changes them makes another', async () => {
    const { api, origin, run, notes, writes } = await scene()
    await run([second])
    const commits = { base: origin.git('rev-parse', 'HEAD~1') }
    api.push({
      ...commits,
      head: origin.commit({ [path]: head.replace('  two String\n', '  two String\n  new Int\n') }),
    })
    writes()
    await run([edit(13, 1, '  one Int?\n')], { findings: [columnFinding('line12', 13)] })
    expect(notes()).toEqual(['13: one Int?'])
    expect(writes()).toEqual(['POST /graphql'])
    api.push({ ...commits, head: origin.commit({ [path]: head.replaceAll('  one Int\n', '  one Float\n') }) })
    await run([second])
    expect(notes()).toEqual(['12: one Int?'])
    expect(writes()).toContain('DELETE pulls/comments/ID')
  })

  test('one whose conversation was resolved by a person is left alone', async () => {
    const { api, run, writes } = await scene()
    await run([first])
    for (const { id } of api.pull.threads()) api.pull.resolved.add(id)
    writes()
    await run([first])
    expect(writes()).toEqual(['POST /graphql'])
  })
})

describe.concurrent('one that somebody answered', () => {
  test('stays where it is while it is suggested, and is emptied and resolved when gone', async () => {
    const { api, run, notes, writes } = await scene({ resolves: true })
    await run([first])
    api.pull.reply('maria', api.pull.kept[0]?.id ?? 0, 'why?')
    await run([edit(3, 1, '  one BigInt\n')])
    expect(notes()).toEqual(['3: one BigInt', '3:'])
    await run([second])
    expect(notes()).toEqual(['3: The check does not suggest anything here any more.', '3:', '12: one Int?'])
    expect([...api.pull.resolved]).toEqual([`PRRT_${api.pull.kept[0]?.id}`])
    writes()
    await run([second])
    expect(writes()).toEqual(['POST /graphql'])
    await run([first, second])
    expect(notes()).toContain('3: one Int?')
  })

  test('stays open where the token may not resolve it, without a warning, and without trying again', async () => {
    const { api, run, notes, writes, log } = await scene()
    await run([first])
    api.pull.reply('maria', api.pull.kept[0]?.id ?? 0, 'why?')
    await run([])
    expect(notes()[0]).toBe('3: The check does not suggest anything here any more.')
    expect(api.pull.resolved.size).toBe(0)
    expect(log()).toContain('stay open')
    expect(log()).not.toContain('::warning')
    writes()
    expect(await run([])).toBeNull()
    expect(writes()).toEqual([])
  })
})

describe.concurrent('what is there', () => {
  test('is ours by key and author, and no answer', async () => {
    const { api, run, notes } = await scene()
    await run([first], { key: 'billing' })
    const [ours] = api.pull.kept
    if (ours === undefined) expect.fail('nothing was suggested')
    api.pull.kept.push({ ...ours, id: 1, author: 'mallory', body: ours.body.replace('billing', 'default') })
    await run([second])
    expect(notes()).toEqual(['3: one Int?', '3: one Int?', '12: one Int?'])
    await run([], { key: 'billing' })
    expect(api.pull.kept.map(({ author }) => author)).toEqual(['mallory', 'github-actions[bot]'])
  })

  test('twice becomes one, of runs that raced', async () => {
    const { api, run, notes } = await scene()
    await run([first])
    const [ours] = api.pull.kept
    if (ours === undefined) expect.fail('nothing was suggested')
    api.pull.kept.push({ ...ours, id: 5000 })
    await run([first])
    expect(api.pull.kept.map(({ id }) => id)).toEqual([ours.id])
    expect(notes()).toEqual(['3: one Int?'])
  })

  test('twice becomes one, of a review that was made although the gateway gave up', async () => {
    const { api, run, notes, writes } = await scene()
    const answer = { status: 502, message: 'Bad Gateway', times: 1, carriedOut: true } as const
    api.script({ method: 'POST', path: /reviews/, ...answer })
    expect(await run([first, second])).toEqual({ shown: 2, all: 2 })
    expect(writes().filter((request) => request.includes('reviews'))).toHaveLength(2)
    expect(notes()).toEqual(['3: one Int?', '12: one Int?'])
  })

  test('is made anew when somebody deletes it meanwhile', async () => {
    const { api, run, notes } = await scene()
    await run([first])
    api.script({ method: 'PATCH', path: /comments/, status: 404, message: 'Not Found', times: 1 })
    expect(await run([edit(3, 1, '  one BigInt\n')])).toEqual({ shown: 1, all: 1 })
    expect(notes()).toContain('3: one BigInt')
  })
})

describe.concurrent('nothing is suggested', () => {
  test('of a plan that failed its proof, and what it suggested before goes', async () => {
    const { run, notes } = await scene()
    await run([first], { status: 'failed' })
    expect(notes()).toEqual([])
    await run([first], { status: 'not-run' })
    expect(notes()).toEqual(['3: one Int?'])
    await run([first], { status: 'failed' })
    expect(notes()).toEqual([])
  })

  test('by a check without a verdict, and what is there stays', async () => {
    const { api, run, notes } = await scene()
    await run([first])
    const before = api.requests.length
    expect(await run([], { report: { status: 'failed' } })).toBeNull()
    expect(api.requests).toHaveLength(before)
    expect(notes()).toEqual(['3: one Int?'])
  })

  test('where the pull request has moved on, or is closed', async () => {
    const moved = await scene()
    expect(await moved.run([first], { sha: 'a'.repeat(40) })).toBeNull()
    const closed = await scene({ closed: true })
    expect(await closed.run([first])).toBeNull()
    expect([...moved.notes(), ...closed.notes()]).toEqual([])
    expect(moved.log() + closed.log()).not.toContain('::warning')
  })

  test('where it is not wanted, or there is no pull request', async () => {
    const { api, run } = await scene()
    expect(await run([first], { suggestions: false })).toBeNull()
    expect(await run([first], { event: 'push' })).toBeNull()
    expect(api.requests).toEqual([])
  })

  test('on lines outside of the diff', async () => {
    const { run, notes } = await scene()
    expect(await run([edit(7, 1, '  five Int\n'), first])).toEqual({ shown: 1, all: 2 })
    expect(notes()).toEqual(['3: one Int?'])
  })

  test('that nobody could see', async () => {
    const { run, notes } = await scene()
    await run([edit(3, 1, '  one Int // \u202e\n')])
    expect(notes()).toEqual([])
  })

  test('of what was there before, where only what is introduced counts', async () => {
    const { run, notes } = await scene()
    const findings = [
      columnFinding('a', 3, { introduced: false }),
      columnFinding('b', 12, { introduced: true }),
    ]
    expect(await run([first, second], { findings, failOnIntroduced: true })).toEqual({ shown: 1, all: 1 })
    expect(notes()).toEqual(['12: one Int?'])
  })
})

describe.concurrent('the checked files', () => {
  test('may be a merge with a base that has gone on', async () => {
    const { run, notes } = await scene()
    const merged = `// from main\n// more\n${head}`
    await run([edit(5, 1, '  one Int?\n'), edit(1, 1, '// changed\n')], { checkedOut: merged })
    expect(notes()).toEqual(['3: one Int?'])
  })

  test('may have the line ends of another system', async () => {
    const { run, notes, api } = await scene()
    await run([edit(3, 1, '  one Int?\r\n')], { checkedOut: head.replaceAll('\n', '\r\n') })
    expect(notes()).toEqual(['3: one Int?'])
    expect(api.pull.kept[0]?.body).not.toContain('\r')
  })

  test('may have them in the repository too', async () => {
    const { run, notes, api } = await scene({}, head.replaceAll('\n', '\r\n'))
    await run([edit(3, 2, '  one Int?\r\n  two Int\r\n')], { checkedOut: head.replaceAll('\n', '\r\n') })
    expect(notes()).toEqual(['3-4: one Int?\n  two Int'])
    expect(api.pull.kept[0]?.body).not.toContain('\r')
  })
})

describe.concurrent('GitHub that refuses', () => {
  test('a token that may not write: a warning names the permission', async () => {
    const { run, log } = await scene({ readOnly: true })
    expect(await run([first])).toBeNull()
    expect(log()).toMatch(
      /^::warning::No suggestions on #7: the token may not write there \(403\)\. Give the job/m,
    )
  })

  test('one note: the others are there, and a warning names it', async () => {
    const { run, notes, log } = await scene({ refuses: /two Int/ })
    expect(await run([edit(5, 1, '  two Int\n'), second])).toEqual({ shown: 1, all: 2 })
    expect(notes()).toEqual(['12: one Int?'])
    expect(log()).toContain('::warning::GitHub refused 1 suggestion (422): app/prisma/schema.prisma:5.')
  })

  test('a review of a person whose other one is open: told once, not tried in parts', async () => {
    const { api, run, writes, log } = await scene()
    const message = 'User can only have one pending review per pull request'
    api.script({ method: 'POST', path: /reviews/, status: 422, message })
    expect(await run([first, second])).toBeNull()
    expect(writes().filter((request) => request.includes('reviews'))).toHaveLength(1)
    expect(log()).toMatch(/^::warning::No suggestions on #7: GitHub refused it \(422/m)
  })

  test('a locked conversation', async () => {
    const { run, log } = await scene({ locked: true })
    await run([first])
    expect(log()).toContain('::warning::No suggestions on #7: its conversation is locked.')
  })
})
