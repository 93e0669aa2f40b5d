import { join } from 'node:path'
import { inject } from 'vitest'
import { type CheckContext, check } from '../../src/check.ts'
import type { Config } from '../../src/config/config.ts'
import type { Report } from '../../src/model/report.ts'

/** Runs the check on a folder, without a plan, and on the server that all tests share, unless `options` say otherwise. */
export function checkFolder(
  workingDirectory: string,
  options: Partial<Config> & Pick<Config, 'dump'>,
  context: Partial<CheckContext> = {},
): Promise<Report> {
  const config: Config = {
    workingDirectory,
    schema: null,
    migrations: null,
    migrateCommand: null,
    dumpSha256: null,
    postgres: 'url',
    postgresVersion: null,
    postgresImage: null,
    databaseUrl: inject('postgres'),
    engine: 'auto',
    base: null,
    failOn: 'error',
    grants: false,
    failOnIntroduced: false,
    policy: 'production-first',
    decide: [],
    plan: 'none',
    only: [],
    ignore: [],
    severity: [],
    baseline: { path: join(workingDirectory, 'schema-drift-baseline.yml'), named: false },
    ...options,
  }
  return check(config, {
    progress: { stage: (_title, work) => work({ note() {}, warn() {} }) },
    signal: new AbortController().signal,
    onRemains() {},
    hosted: null,
    ...context,
    today: '2026-01-01',
  })
}

/** The report without how long anything took. */
export function withoutTimes(report: Report): Report {
  const { plan } = report
  const checks = plan?.proof.checks.map((each) => ({ ...each, ms: 0 })) ?? []
  return { ...report, timings: [], plan: plan && { ...plan, proof: { ...plan.proof, checks } } }
}
