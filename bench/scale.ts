import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '../src/postgres/client.ts'
import type { Connection, Server } from '../src/postgres/server.ts'
import type { ScaleFigures, ScaleInput } from './scale-measure.ts'
import { scaleProject } from './scale-project.ts'

const sizes = [250, 500, 1000, 2000]
const rounds = 3
const results = join(import.meta.dirname, 'results')

/**
 * Compares generated databases of growing size: reading the catalogs of production, history and schema, comparing
 * and attributing, classifying. Prints the median of three rounds by size, and by table against the smallest one,
 * where 1 is linear; writes them to results/scale.json.
 */
export async function scale(server: Server): Promise<void> {
  const measured: (ScaleFigures & { readonly tables: number })[] = []
  for (const tables of sizes) {
    const input = await makeLines(server, tables)
    const figures = Array.from({ length: rounds }, () => measure(input))
    const [median] = figures.sort((a, b) => a.total - b.total).slice(Math.floor(rounds / 2))
    if (!median) throw new Error('nothing was measured')
    measured.push({ tables, ...median })
    const [first] = measured
    const perTable = first ? median.total / tables / (first.total / first.tables) : 1
    console.log(
      `${tables} tables, ${median.objects} objects, ${median.findings} findings: ${median.total} ms (read ${median.read}, ` +
        `compare ${median.compare}, classify ${median.classify}; ${median.cpu} of the processor), ${median.peakRss} MB; per table ${perTable.toFixed(2)}`,
    )
  }
  mkdirSync(results, { recursive: true })
  const about = { server: server.version, node: process.version, rounds }
  writeFileSync(join(results, 'scale.json'), `${JSON.stringify({ ...about, measured }, null, 2)}\n`)
}

async function makeLines(server: Server, tables: number): Promise<ScaleInput> {
  const { schema, modelled, beyond, byHand } = scaleProject(tables)
  const declared = await server.createDatabase('schema')
  await run(declared, modelled)
  const history = await server.createDatabase('history', declared)
  await run(history, beyond)
  const production = await server.createDatabase('production', history)
  await run(production, byHand)
  await withClient(production, (client) => client.query('ANALYZE'))
  return {
    lines: { production, applied: history, history, deployed: production, schema: declared },
    schema,
  }
}

/** Some hundred statements a message: more would exhaust the table of locks. */
async function run(database: Connection, statements: readonly string[]): Promise<void> {
  await withClient(database, async (client) => {
    for (let at = 0; at < statements.length; at += 200)
      await client.query(statements.slice(at, at + 200).join(';\n'))
  })
}

function measure(input: ScaleInput): ScaleFigures {
  const program = join(import.meta.dirname, 'scale-measure.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
