/**
 * Every folder of cases/ is a whole little database: schema.prisma, migrations, what was done to production by
 * hand after them (production.sql) or a dump, and case.yml with every finding the check must make, and no other.
 * Under `silent` it names the rules for which it is the twin without drift; drift/rules.test.ts wants one for each.
 */
import { describe, expect, test } from 'vitest'
import { objectName } from '../src/model/object.ts'
import { checkCase } from './support/case.ts'
import { allCases } from './support/case-file.ts'
import { expectValidReport } from './support/report-schema.ts'

describe.concurrent('cases', () => {
  for (const { name, directory, file } of allCases()) {
    const { about, findings, gaps, onlyEngine, parts, unseen } = file
    test(`${name}: ${about}`, async () => {
      const report = await checkCase(directory)
      expectValidReport(report)
      expect(report.failure).toBeNull()
      expect(
        report.findings.map((f) =>
          [f.severity, f.rule, f.object.kind, objectName(f.object), f.cause].join(' '),
        ),
      ).toEqual(findings)
      const called = new Map(report.findings.map((f) => [f.fingerprint, `${f.rule} ${objectName(f.object)}`]))
      const wholes = report.findings.map((f) => [
        `${f.rule} ${objectName(f.object)}`,
        called.get(f.partOf ?? '') ?? null,
      ])
      expect(Object.fromEntries(wholes)).toMatchObject(parts)
      expect(report.prisma?.onlyEngine).toEqual(onlyEngine)
      if (gaps) expect(report.gaps.map(({ kind, message }) => `${kind}: ${message}`)).toEqual(gaps)
      if (unseen) expect(report.prisma?.diffEmpty).toBe(true)
    })
  }
})
