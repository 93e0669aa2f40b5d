import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Format } from '../config/config.ts'
import type { Plan } from '../model/plan.ts'
import type { Report } from '../model/report.ts'
import type { RenderOptions } from '../report/options.ts'
import { planPatch } from '../report/plan/blocks.ts'
import { render } from '../report/render.ts'
import { makeFolder } from './make-folder.ts'
import { whyRefused } from './unwritable.ts'

const files = [
  { output: 'report', format: 'markdown', name: 'report.md' },
  { output: 'report-json', format: 'json', name: 'report.json' },
  { output: 'report-html', format: 'html', name: 'report.html' },
  { output: 'sarif', format: 'sarif', name: 'report.sarif' },
] as const satisfies readonly { output: string; format: Format; name: string }[]

/** The files of a plan. One that failed its proof has none, as somebody might apply them unread. */
function planFiles(plan: Plan | null) {
  if (plan === null || plan.proof.status === 'failed') return []
  const { schemaPatch, migrationSql, rollbackSql } = plan
  return [
    { output: 'plan-patch', name: 'plan.patch', text: planPatch(plan) },
    { output: 'schema-patch', name: 'schema.patch', text: schemaPatch },
    { output: 'migration-sql', name: 'migration.sql', text: migrationSql },
    { output: 'rollback-sql', name: 'rollback.sql', text: rollbackSql },
  ].filter(({ text }) => text !== '')
}

export interface ReportFiles {
  /** Absolute paths by the output's name. */
  readonly outputs: Readonly<Record<string, string>>
  /** Why they could not be written. */
  readonly problem: string | null
}

/**
 * Writes the report in every format that is a file, and what its plan is applied with.
 * @param directory relative to the workspace; null: a new folder of the runner's own
 */
export async function writeReportFiles(
  report: Report,
  options: RenderOptions,
  directory: string | null,
  { env, cwd }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Promise<ReportFiles> {
  try {
    const folder = await openFolder(directory, env.RUNNER_TEMP || tmpdir(), cwd)
    const all = [
      ...files.map(({ output, format, name }) => ({
        output,
        name,
        text: render(format, report, { ...options, codeScanning: true }),
      })),
      ...planFiles(report.plan),
    ]
    await Promise.all(all.map(({ name, text }) => writeFile(join(folder, name), text)))
    const outputs = all.map(({ output, name }) => [output, join(folder, name)] as const)
    return { outputs: Object.fromEntries(outputs), problem: null }
  } catch (error) {
    const folder = directory ?? 'the folder of the runner'
    return { outputs: {}, problem: `The report files cannot be written to ${folder}: ${whyRefused(error)}.` }
  }
}

async function openFolder(directory: string | null, temporary: string, cwd: string): Promise<string> {
  if (directory === null) return mkdtemp(join(temporary, 'schema-drift-'))
  const folder = resolve(cwd, directory)
  await makeFolder(folder)
  return folder
}
