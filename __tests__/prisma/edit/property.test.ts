/**
 * What must hold of edited schema files whatever has changed in the database. `METAMORPHIC_SEED` and
 * `METAMORPHIC_RUNS` run a failure again, or for longer.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SchemaFile } from '../../../src/model/project.ts'
import type { LineEdit } from '../../../src/prisma/edit/line-edits.ts'
import { linesOf } from '../../../src/prisma/edit/lines.ts'
import { parsePsl } from '../../../src/prisma/psl/parse.ts'
import { loadSchemaLibrary } from '../../../src/prisma/wasm/load.ts'
import { drawn, everything, type Generated, generate } from '../../metamorphic/generated.ts'
import { datasource } from '../engine/support.ts'
import { applied, drifted, edit, judge } from './support.ts'

const { METAMORPHIC_SEED: seed, METAMORPHIC_RUNS: runs } = process.env
const settings = {
  numRuns: Number(runs ?? 4),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  interruptAfterTimeLimit: runs === undefined ? 60_000 : 3_600_000,
} satisfies fc.Parameters<unknown>
const timeout = runs === undefined ? 120_000 : 3_600_000

const head = (major: 6 | 7) => `generator client {\n  provider = "prisma-client"\n}\n\n${datasource(major)}`

/** Ways in which people write schema files. */
const hands = {
  plain: (files) => files,
  formatted: async (files) => {
    const { format } = await loadSchemaLibrary(7)
    const options = { textDocument: { uri: 'file:/dev/null' }, options: { tabSize: 2, insertSpaces: true } }
    const pairs = files.map(({ path, content }) => [path, content])
    const texts = JSON.parse(format(JSON.stringify(pairs), JSON.stringify(options))) as [string, string][]
    return texts.map(([path, content]) => ({ path, content }))
  },
  'on Windows': (files) => edited(files, (content) => content.replaceAll('\n', '\r\n')),
  'with a comment on each line': (files) =>
    edited(files, (content) => content.replaceAll(/(?<=\S)$(?<!\})/gm, ' // said')),
  'with tabs and no last line end': (files) =>
    edited(files, (content) => content.replaceAll(/^ +/gm, '\t').trimEnd()),
} satisfies Readonly<
  Record<string, (files: readonly SchemaFile[]) => readonly SchemaFile[] | Promise<readonly SchemaFile[]>>
>

function edited(files: readonly SchemaFile[], change: (content: string) => string): readonly SchemaFile[] {
  return files.map(({ path, content }) => ({ path, content: change(content) }))
}

test(
  'files learn what the database has, and nothing else in them changes',
  () => {
    const hand = fc.constantFrom(...(Object.keys(hands) as (keyof typeof hands)[]))
    const property = fc.asyncProperty(
      drawn,
      hand,
      fc.boolean(),
      fc.constantFrom<(6 | 7)[]>(6, 7),
      async (each, hand, isSplit, major) => {
        const generated = generate(each)
        const { blocks } = generated.schema('before')
        const before = await hands[hand](isSplit ? split(major, blocks) : [whole(major, blocks)])
        const { beyond } = generated
        const task = await drifted(before, statements(generated), { beyond, prismaVersion: `${major}.0.0` })
        const { files, edits, again } = await edit(task)

        expect(await judge(task, files)).toEqual({ invalid: [], pullChanges: false })
        expect(applied(before, edits)).toEqual(files)
        expect(edits.filter(({ reasons }) => reasons.length === 0)).toEqual([])
        expect(edits.filter((change) => !isAboutChange(change, before, files))).toEqual([])
        const left = files.filter(({ content }) => content !== '')
        if (hand === 'formatted') expect(await hands.formatted(left)).toEqual(left)
        expect(again).toEqual({ files, edits: [] })
      },
    )
    const examples: [typeof everything, keyof typeof hands, boolean, 6 | 7][] = [
      [everything, 'formatted', false, 7],
    ]
    return fc.assert(property, { ...settings, examples })
  },
  timeout,
)

function statements({ changes }: Generated): string {
  return changes.map(({ sql }) => `${sql};`).join('\n')
}

function whole(major: 6 | 7, blocks: readonly string[]): SchemaFile {
  return { path: 'schema.prisma', content: `${[head(major), ...blocks].join('\n\n')}\n` }
}

function split(major: 6 | 7, blocks: readonly string[]): readonly SchemaFile[] {
  const parts = [head(major), ...blocks].map((block, at) => ({
    path: `part${at}.prisma`,
    content: `${block}\n`,
  }))
  return parts.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** Every name of a change has its number in it; lines of others are at most aligned anew. */
function isAboutChange(
  { file, line, remove, insert }: LineEdit,
  before: readonly SchemaFile[],
  after: readonly SchemaFile[],
): boolean {
  const content = (files: readonly SchemaFile[]) => files.find(({ path }) => path === file)?.content ?? ''
  const old = linesOf(content(before))
    .slice(line - 1, line - 1 + remove)
    .join('')
  const words = (text: string) => text.replaceAll(/\s/g, '')
  if (words(old) === words(insert) || /k\d|previewFeatures/i.test(old + insert)) return true
  const offset = linesOf(content(before))
    .slice(0, line - 1)
    .join('').length
  const block = parsePsl(content(before)).find(({ start, end }) => start <= offset && offset <= end)
  return /k\d/.test(block?.name.text ?? '') || content(after).includes(`/// ${words(insert)}`)
}
