import { expect, test } from 'vitest'
import { html } from '../../src/report/html.ts'
import { json } from '../../src/report/json.ts'
import { markdown } from '../../src/report/markdown.ts'
import { sqlLines } from '../../src/report/sql.ts'
import { text } from '../../src/report/text.ts'
import { finding, report } from './samples.ts'

const missing = {
  rule: 'migration-missing',
  severity: 'error',
  object: { kind: 'file', name: 'schema.prisma' },
  cause: 'schema',
  message: 'No migration makes what schema.prisma says of `User.bio`.',
  consequence: 'No deploy brings it to production.',
} as const

test('the SQL of a finding stands below it in every format that a person reads, and in JSON', () => {
  const sql = '-- AlterTable\nALTER TABLE "User" ADD COLUMN "bio" TEXT DEFAULT \'<b>```\';'
  const sample = report({ findings: [finding({ ...missing, sql })] })
  expect(text(sample)).toContain(`      ALTER TABLE "User" ADD COLUMN "bio" TEXT DEFAULT '<b>\`\`\`';`)
  expect(markdown(sample)).toMatch(/^ *````sql\n *-- AlterTable\n *ALTER TABLE .*\n *````$/m)
  expect(html(sample)).toMatch(/<pre><span>-- AlterTable<\/span><span>ALTER TABLE .*&#60;b&#62;```/)
  expect(JSON.parse(json(sample)).findings[0].sql).toBe(sql)
})

test('a finding without SQL has no such key and no such block', () => {
  const sample = report({ findings: [finding(missing)] })
  expect(JSON.parse(json(sample)).findings[0]).not.toHaveProperty('sql')
  expect(markdown(sample)).not.toContain('```sql')
  expect(sqlLines(finding(missing))).toEqual([])
})

test('of a long script the first lines are shown, and how many more there are', () => {
  const lines = sqlLines(finding({ ...missing, sql: Array(100).fill('SELECT 1;').join('\n') }))
  expect(lines).toHaveLength(61)
  expect(lines.at(-1)).toBe('-- 40 more lines')
})
