/**
 * One comparison, in a process of its own so that its peak memory is its own: reads the lines from stdin as JSON,
 * and prints what it took.
 */
import { text } from 'node:stream/consumers'
import { compareWithRows } from '../src/check/compare-with-rows.ts'
import { classify, evidenceQuestions } from '../src/drift/classify.ts'
import type { Line } from '../src/model/line.ts'
import type { PrismaProject } from '../src/model/project.ts'
import { gatherEvidence } from '../src/postgres/catalog/evidence.ts'
import { readLines } from '../src/postgres/catalog/read-lines.ts'
import type { Connection } from '../src/postgres/server.ts'
import { mapSource } from '../src/prisma/source-map/map-source.ts'

export interface ScaleInput {
  readonly lines: Readonly<Record<Line, Connection | null>> & { readonly production: Connection }
  readonly schema: string
}

/** Milliseconds and megabytes. */
export interface ScaleFigures {
  readonly objects: number
  readonly findings: number
  readonly read: number
  readonly compare: number
  readonly classify: number
  readonly total: number
  /** Of this process alone, whatever else the machine does: all but what the server works. */
  readonly cpu: number
  readonly peakRss: number
}

const input: ScaleInput = JSON.parse(await text(process.stdin))
const project: PrismaProject = {
  workingDirectory: '/',
  files: [{ path: 'schema.prisma', content: input.schema }],
  migrationsDirectory: null,
  configFile: null,
  prismaVersion: null,
  schemas: ['public'],
  multiSchema: false,
  relationMode: 'foreignKeys',
  externalTables: [],
  externalEnums: [],
  previewFeatures: [],
}
const met = { ...input.lines.production, schema: 'public' }
const used = process.cpuUsage()
const start = performance.now()
const catalogs = await readLines(input.lines)
const read = performance.now()
const drift = await compareWithRows(catalogs, { project, source: mapSource(project) }, met)
const compared = performance.now()
const evidence = await gatherEvidence(met, evidenceQuestions(drift))
const findings = classify(drift, evidence, { history: null, diagnostics: [] })
const end = performance.now()
const { user, system } = process.cpuUsage(used)
const figures: ScaleFigures = {
  objects: catalogs.production?.objects.size ?? 0,
  findings: findings.length,
  read: Math.round(read - start),
  compare: Math.round(compared - read),
  classify: Math.round(end - compared),
  total: Math.round(end - start),
  cpu: Math.round((user + system) / 1000),
  peakRss: Math.round(process.resourceUsage().maxRSS / 1024),
}
process.stdout.write(JSON.stringify(figures))
