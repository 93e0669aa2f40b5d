/**
 * Every folder of cases/ is a whole little database: schema.prisma, migrations, what was done to production by
 * hand after them (production.sql) or a dump, and case.yml with every finding the check must make, and no other.
 * Under `silent` it names the rules for which it is the twin without drift; drift/rules.test.ts wants one for each.
 *
 * The alignment plan of each case is proved, or says why a person must decide.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { objectName } from '../src/model/object.ts'
import type { Report } from '../src/model/report.ts'
import { unforeseen } from './alignment/carry-out.ts'
import { checkCase } from './support/case.ts'
import { allCases } from './support/case-file.ts'
import { expectValidReport } from './support/report-schema.ts'

/** The cases in which a person must decide about something. It may fall; where it grows, the plan can do less. */
const forPersons = 27

const toPersons = new Set<string>()
let told = 0

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
      expectPlan(name, report)
    })
  }
})

afterAll(() => {
  expect(toPersons.size).toBeLessThanOrEqual(forPersons)
  if (told === allCases().length) expect(toPersons.size).toBe(forPersons)
})

/** Every finding has a step, what is carried out is proved, and neither a row nor a value is lost. */
function expectPlan(name: string, { findings, plan }: Report): void {
  told += 1
  const steps = plan?.steps ?? []
  const settled = new Set(steps.flatMap((step) => step.findings))
  expect(findings.filter(({ fingerprint }) => !settled.has(fingerprint))).toEqual([])
  if (plan === null) return
  if (steps.some(({ direction }) => direction === 'person')) toPersons.add(name)
  expect(unforeseen(plan)).toEqual([])
  const { proof } = plan
  expect(proof.checks.filter(({ held }) => !held)).toEqual([])
  expect(proof.status).toBe(plan.files.length > 0 ? 'proved' : 'not-run')
  expect(proof.rowsLost ?? 0).toBe(0)
  expect(steps.flatMap(({ hazards }) => hazards)).not.toContain('data-loss')
  const idle = steps.filter(
    ({ phase, direction, sql, edits, migrations, commands, findings: own }) =>
      direction !== 'person' &&
      phase !== 'code' &&
      sql === null &&
      edits.length + migrations.length + commands.length === 0 &&
      !findings.some(({ rule, fingerprint }) => rule === 'migration-missing' && own.includes(fingerprint)),
  )
  expect(idle.map(({ title }) => title)).toEqual([])
}
