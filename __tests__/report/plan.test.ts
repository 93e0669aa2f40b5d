import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import type { Step } from '../../src/model/plan.ts'
import type { Report } from '../../src/model/report.ts'
import { html } from '../../src/report/html.ts'
import { commentLimit, sizeOf } from '../../src/report/markdown/comment.ts'
import { markdown } from '../../src/report/markdown.ts'
import { planPatch, stepsDiff } from '../../src/report/plan/blocks.ts'
import { planOutline } from '../../src/report/plan/outline.ts'
import { sarif } from '../../src/report/sarif.ts'
import { text } from '../../src/report/text.ts'
import { folderWith } from '../support/folder.ts'
import { expectValidReport } from '../support/report-schema.ts'
import { disproved, plan, planned, proved, schemaBefore, step, unproved } from './plan-samples.ts'
import { clean, many } from './samples.ts'

const comment = { commentKey: 'default', limit: commentLimit, failOn: 'error', version: '1.0.0' } as const
const samples = { planned, unproved, disproved }

test.each(Object.entries(samples))('in a comment and in a terminal: %s', async (name, sample) => {
  await expect(markdown(sample, comment)).toMatchFileSnapshot(`snapshots/plan/${name}.md`)
  await expect(text(sample, { failOn: 'error', width: 100 })).toMatchFileSnapshot(
    `snapshots/plan/${name}.txt`,
  )
})

test.each(Object.values(samples))('the JSON is as the published schema says', (sample) =>
  expectValidReport(sample),
)

test('as a page', async () => {
  await expect(html(planned, { failOn: 'error' })).toMatchFileSnapshot('snapshots/plan/planned.html')
})

describe('what a plan comes to', () => {
  test('steps by place, what is for a person apart', () => {
    expect(planOutline(proved).lead).toBe(
      '9 steps: 3 in production, 4 in schema.prisma, 1 in the migrations, 1 in your code; 2 steps are for a person to decide.',
    )
  })

  test('only a person can go on', () => {
    const decide = step({ phase: 'database', direction: 'person', title: 'Decide', why: 'Because.' })
    expect(planOutline(plan({ steps: [decide] })).lead).toBe(
      '1 step is for a person to decide; nothing is written.',
    )
    expect(planOutline(plan({ steps: [decide] })).brief).toBe('1 step is for a person to decide, below.')
    expect(planOutline(proved).brief).toBe(
      'A plan brings them together, below: 9 steps, proved; 2 steps are for a person to decide.',
    )
  })

  test('evidence in words: rows that stand against it, and what is written anew', () => {
    const notes = (evidence: Step['evidence'], hazards: Step['hazards'] = ['fails-on-data']) => {
      const one = step({ phase: 'database', direction: 'database', title: 'x', why: 'y', evidence, hazards })
      return planOutline(plan({ steps: [one] })).phases[0]?.groups[0]?.steps[0]?.notes
    }
    expect(notes(null)).toEqual(['fails where rows stand against it'])
    expect(notes({ rows: 12_400, breaking: 0, keys: null, bytes: 0 })).toEqual([
      'fails where rows stand against it: 0 of 12,400 rows do',
    ])
    expect(notes({ rows: 2, breaking: 1, keys: null, bytes: 1_250_000 })).toEqual([
      'fails where rows stand against it: 1 of 2 rows does',
      '1.3 MB are written anew',
    ])
    expect(notes({ rows: 1, breaking: null, keys: null, bytes: 999 })).toEqual([
      'fails where rows stand against it: of 1 row it was not measured how many do',
      '999 bytes are written anew',
    ])
    expect(notes({ rows: 1, breaking: 0, keys: null, bytes: 0 }, [])).toEqual(['1 row'])
    expect(notes({ rows: 9, breaking: 4, keys: 2, bytes: 0 }, [])).toEqual([
      '4 of 9 rows stand against it, with 2 different keys',
    ])
  })

  test('that the migrations which wait are to be deployed is no news in a clean report', () => {
    const pending = step({ phase: 'database', direction: 'database', title: 'Deploy', why: 'It waits.' })
    const untried = { status: 'not-run', checks: [], remaining: [], rowsLost: null } as const
    const waiting = plan({ steps: [pending], commands: ['npx prisma migrate deploy'], proof: untried })
    expect(markdown({ ...clean, plan: waiting }, comment)).toBe(markdown(clean, comment))
    const drifted = text({ ...planned, plan: waiting })
    expect(drifted).toContain('npx prisma migrate deploy')
    expect(drifted).toContain('no file is to be written')
    expect(drifted).not.toMatch(/proved|proof/i)
  })
})

describe('a plan that failed its proof', () => {
  test.each(['markdown', 'text', 'html'] as const)(
    '%s: is shown with what failed, and not to be run',
    (format) => {
      const shown = { markdown, text, html }[format](disproved, {})
      expect(shown).toMatch(/failed its proof/)
      expect(shown).toContain('Not a fix: 6 of 8 promises held')
      expect(shown).toContain('Other than before')
      expect(shown).toContain(format === 'text' ? 'Add the column' : 'ADD COLUMN')
      for (const apply of ['git apply', 'prisma-schema-drift fix', 'migrate deploy\n'])
        expect(shown).not.toContain(apply)
    },
  )

  test('and has no fixes in SARIF', () => {
    expect(sarif(planned)).toContain('"fixes"')
    expect(sarif(disproved)).not.toContain('"fixes"')
  })
})

test('a comment says the same however long the proof took', () => {
  const slower: Report = {
    ...planned,
    plan: {
      ...proved,
      proof: { ...proved.proof, checks: proved.proof.checks.map((each) => ({ ...each, ms: each.ms * 3 })) },
    },
  }
  expect(markdown(slower, comment)).toBe(markdown(planned, comment))
  expect(html(slower)).not.toBe(html(planned))
})

test('edits are told with the lines that they replace', () => {
  expect(stepsDiff(proved.steps.slice(1, 2), proved)).toEqual([
    '@@ prisma/schema.prisma:8 @@',
    '-  id     String @id @default(cuid())',
    '-  userId String @unique @map("user_id")',
    '+  id     String @id @default(dbgenerated("uuid_generate_v4()")) @db.Uuid',
    '+  userId String @unique @map("user_id") @db.Uuid',
  ])
})

test('the block of the comment is a command that writes every file of the plan', async () => {
  const blocks: string[] = []
  const tree = fromMarkdown(markdown(planned, comment), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  })
  visit(tree, 'code', ({ value }) => blocks.push(value))
  const folder = await folderWith({ 'prisma/schema.prisma': schemaBefore })
  execFileSync('sh', ['-c', blocks.find((block) => block.startsWith('git apply')) ?? 'false'], {
    cwd: folder,
  })
  for (const { path, content } of proved.files) expect(readFileSync(join(folder, path), 'utf8')).toBe(content)
})

test('the patch of a schema with Windows line ends applies too', async () => {
  const windows = (content: string) => content.replaceAll('\n', '\r\n')
  const [schema, ...others] = proved.files
  const files = [{ path: 'prisma/schema.prisma', content: windows(schema?.content ?? '') }, ...others]
  const schemaPatch = proved.schemaPatch.replace(/^[-+ ](?!--|\+\+).*$/gm, (line) => `${line}\r`)
  const folder = await folderWith({ 'prisma/schema.prisma': windows(schemaBefore) })
  writeFileSync(join(folder, 'x.patch'), planPatch({ files, schemaPatch }))
  execFileSync('git', ['apply', 'x.patch'], { cwd: folder })
  expect(readFileSync(join(folder, 'prisma/schema.prisma'), 'utf8')).toBe(files[0]?.content)
})

describe('where a plan does not fit', () => {
  const body = (size: number) => markdown(planned, { ...comment, limit: { size, unit: 'characters' } })

  test('its blocks are left out first, then its code, then its steps; the findings stay', () => {
    const whole = sizeOf(body(100_000), 'characters')
    const told = ["git apply <<'PATCH'", 'ADD COLUMN "paid_at"', '1. Ids: 2 steps']
    const seen: string[] = []
    for (let size = whole; size > 9_000; size -= 600) {
      const cut = body(size)
      expect(sizeOf(cut, 'characters')).toBeLessThanOrEqual(size)
      const kept = told.filter((part) => cut.includes(part)).length
      expect(told.map((part) => cut.includes(part))).toEqual(told.map((_, at) => at >= told.length - kept))
      expect(cut.includes('The plan is shortened here')).toBe(kept < told.length)
      expect(cut).toContain('Proved on clones')
      if (kept > 0) expect(cut).not.toContain('did not fit')
      seen.push(String(kept))
    }
    expect([...new Set(seen)]).toEqual(['3', '2', '1', '0'])
  })

  test('no fence and no details are left open', () => {
    for (const size of [12_000, 16_000, 20_000, 24_000, 30_000]) {
      const cut = body(size)
      expect(cut.match(/^```/gm)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0)
      expect(cut.match(/<details>/g)?.length).toBe(cut.match(/<\/details>/g)?.length)
    }
  })

  test('beside more findings than fit there is what it comes to', () => {
    const cut = markdown({ ...many(400), plan: proved }, comment)
    expect(sizeOf(cut, 'characters')).toBeLessThanOrEqual(commentLimit.size)
    expect(cut).toContain('9 steps: 3 in production')
    expect(cut).toContain('did not fit')
  })
})

test('SARIF: the lines that a fix replaces, and what it puts there', () => {
  const log = JSON.parse(sarif(planned, { directory: 'api' }))
  const fixed = log.runs[0].results.filter((result: object) => 'fixes' in result)
  expect(fixed.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['id-strategy', 'column-default'])
  expect(fixed[1].fixes).toEqual([
    {
      description: { text: 'Change the default of the column `users.site_mode` in schema.prisma' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'api/prisma/schema.prisma', uriBaseId: '%SRCROOT%' },
          replacements: [
            {
              deletedRegion: { startLine: 4, startColumn: 1, endLine: 5, endColumn: 1 },
              insertedContent: { text: '  siteMode SiteMode @default(B2C) @map("site_mode")\n' },
            },
          ],
        },
      ],
    },
  ])
})

describe('in a terminal a plan is short', () => {
  const told = (sample: Report, width = 80) => text(sample, { width }).split('\n')

  test('a line for each step, with its lock and hazards, and where the rest is', () => {
    const lines = told(planned, 100)
    expect(lines.filter((line) => line.startsWith('    · Add the column'))).toEqual([
      expect.stringMatching(/^ {4}· Add the column `bookings.paid_at` to production {2,}ACCESS EXCLUSIVE$/),
    ])
    const all = lines.join('\n')
    expect(all).toContain('fails-on-data (0 of 12,400 rows)')
    expect(all).not.toContain('ALTER TABLE')
    expect(all).toMatch(/`fix --dry-run` prints its SQL and edits/)
    expect(all).not.toContain('What did not hold')
  })

  test('of the proof only what did not hold', () => {
    const all = told(disproved).join('\n')
    expect(all.match(/^ {4}✗ /gm)).toHaveLength(2)
    expect(all).toContain('Other than before: `users`.')
    expect(all).toContain('--report html=FILE')
    expect(all).not.toContain('--dry-run')
  })

  test('300 steps take no more room than there is, and none is left out unsaid', () => {
    const steps = (phase: Step['phase'], direction: Step['direction']) =>
      Array.from({ length: 60 }, (_, index) =>
        step({
          phase,
          direction,
          title: `${phase} ${index}`,
          why: 'so',
          hazards: index === 59 ? ['data-loss'] : [],
        }),
      )
    const phases = ['ids', 'database', 'schema', 'history'] as const
    const all = [...phases.flatMap((phase) => steps(phase, 'schema')), ...steps('database', 'person')]
    const lines = told({ ...clean, status: 'drift', plan: { ...proved, steps: all } })
    expect(lines.length).toBeLessThan(110)
    expect(lines.filter((line) => line === '    and 48 more steps, 1 of them with hazards')).toHaveLength(4)
    expect(lines).toContain('    and 48 more steps')
  })

  test('lines fit the terminal, in colour too', () => {
    const widths = told(planned)
      .filter((line) => !line.includes('prisma/'))
      .map((line) => line.length)
    expect(Math.max(...widths)).toBeLessThanOrEqual(80)
    const coloured = text(planned, { width: 80, color: true })
    expect(coloured).toContain('\u001b[')
    expect(stripVTControlCharacters(coloured)).toContain('Add the column bookings.paid_at to production')
  })
})
