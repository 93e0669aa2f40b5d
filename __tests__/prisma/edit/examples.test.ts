import { beforeAll, describe, expect, test } from 'vitest'
import type { NameChange } from '../../../src/model/plan.ts'
import type { SchemaFile } from '../../../src/model/project.ts'
import { type Example, head } from './example.ts'
import { examplesOfFields, type FieldExample, mood } from './examples-of-fields.ts'
import { examplesOfHands } from './examples-of-hands.ts'
import { examplesOfKeys } from './examples-of-keys.ts'
import { examplesOfNew } from './examples-of-new.ts'
import { applied, drifted, edit, judge } from './support.ts'

describe('a field', () => {
  const models = (line: (example: FieldExample) => string) =>
    examplesOfFields.map((example, at) => `model Item${at} {\n  id Int @id\n  ${line(example)}\n}\n\n`)
  const before = models((example) => example.before)
  const after = models((example) => example.after)
  const sql = examplesOfFields.map((example, at) => `ALTER TABLE "Item${at}" ${example.sql};`)
  let result = ''
  beforeAll(async () => {
    const task = await drifted(filesOf(before.join('') + mood), sql.join('\n'))
    const edited = await edit(task)
    expect(await judge(task, edited.files)).toEqual({ invalid: [], pullChanges: false })
    result = edited.files.map(({ content }) => content).join('')
  })

  test.each(examplesOfFields.map((example, at) => ({ ...example, at })))('$name', ({ at }) => {
    expect(result).toContain(after[at])
  })
})

test.each(examplesOfNew)('what is new: $name', hold)
test.each(examplesOfKeys)('keys and relations: $name', hold)
test.each(examplesOfHands)('the hand of the writer: $name', hold)

async function hold({ before, sql, after, names = {} }: Example): Promise<void> {
  const files = filesOf(before)
  const multiSchema = files.some(({ content }) => content.includes('schemas'))
  const task = await drifted(files, sql, {
    names: Object.entries(names).map(([name, to]) => nameChange(name, to)),
    ...(multiSchema ? { multiSchema, schemas: ['auth', 'public'] } : {}),
  })
  const { files: result, edits, again } = await edit(task)
  expect(result).toEqual(filesOf(after))
  expect(await judge(task, result)).toEqual({ invalid: [], pullChanges: false })
  expect(applied(files, edits)).toEqual(result)
  expect(edits.filter(({ reasons }) => reasons.length === 0)).toEqual([])
  expect(again).toEqual({ files: result, edits: [] })
}

function filesOf(schema: Example['before']): readonly SchemaFile[] {
  const contents = typeof schema === 'string' ? { 'schema.prisma': head + schema } : schema
  return Object.entries(contents).map(([path, content]) => ({ path, content }))
}

function nameChange(name: string, to: string): NameChange {
  const [first = '', column] = name.replace('enum ', '').split('.')
  const schema = 'public'
  if (name.startsWith('enum ')) {
    const object = { kind: 'enum', schema, name: first } as const
    return column === undefined ? { object, name: to } : { object, name: to, label: column }
  }
  if (column === undefined) return { object: { kind: 'table', schema, name: first }, name: to }
  return { object: { kind: 'column', schema, table: first, name: column }, name: to }
}
