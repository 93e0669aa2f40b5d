import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Config } from '../../src/config/config.ts'
import type { Report } from '../../src/model/report.ts'

const caseFile = z.strictObject({
  about: z.string(),
  /** Migrations that production has not run. */
  pending: z.array(z.string()).default([]),
  /** `severity rule kind name cause`, in the report's order. */
  findings: z.array(z.string()),
  /** What Prisma's engine reports and no finding covers. */
  onlyEngine: z.array(z.string()).default([]),
})
export type Case = z.infer<typeof caseFile>

export function readCase(directory: string): Case {
  return caseFile.parse(parse(readFileSync(join(directory, 'case.yml'), 'utf8')))
}

/** Makes the case's production, dumps it with pg_dump and runs the whole check on the dump. */
export async function checkCase(directory: string, options: Partial<Config> = {}): Promise<Report> {
  const scratch = await mkdtemp(join(tmpdir(), 'case-'))
  try {
    const dump = join(scratch, 'production.dump')
    await dumpProduction(directory, readCase(directory), dump)
    return await checkFolder(directory, { dump, ...options })
  } finally {
    await rm(scratch, { recursive: true })
  }
}
