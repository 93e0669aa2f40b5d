/**
 * Every folder of cases/ is a whole little database: schema.prisma, migrations, what was done to production by
 * hand after them (production.sql), and case.yml with every finding the check must make, and no other.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { objectName } from '../src/model/object.ts'
import { checkCase, readCase } from './support/case.ts'
import { expectValidReport } from './support/report-schema.ts'

const root = join(import.meta.dirname, 'cases')

describe.concurrent('cases', () => {
  for (const name of readdirSync(root).sort()) {
    const { about, findings, onlyEngine } = readCase(join(root, name))
    test(`${name}: ${about}`, async () => {
      const report = await checkCase(join(root, name))
      expectValidReport(report)
      expect(report.failure).toBeNull()
      expect(
        report.findings.map((f) =>
          [f.severity, f.rule, f.object.kind, objectName(f.object), f.cause].join(' '),
        ),
      ).toEqual(findings)
      expect(report.prisma?.onlyEngine).toEqual(onlyEngine)
    })
  }
})
