import { classify } from '../drift/classify.ts'
import { compareLines } from '../drift/compare.ts'
import { identical } from '../drift/value.ts'
import type { Catalog } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import type { Promised, Proof, ProofCheck } from '../model/plan.ts'
import { countRows } from '../postgres/catalog/count-rows.ts'
import { readCatalog } from '../postgres/catalog/read-catalog.ts'
import { readEachLines } from '../postgres/catalog/read-lines.ts'
import { withClient } from '../postgres/client.ts'
import { splitStatements } from '../postgres/sql/split.ts'
import { openEngine } from '../prisma/open-engine.ts'
import { buildSchemaLine } from '../prisma/schema-line.ts'
import { mapSource } from '../prisma/source-map/map-source.ts'
import type { Aligned, AlignRequest } from './align.ts'
import { metBy } from './compare-versions.ts'

/**
 * Holds a plan that was carried out on clones against what it promises.
 * @returns each promise with whether it held; `proved` where all did
 */
export async function prove(aligned: Aligned, request: AlignRequest): Promise<Proof> {
  const { built, server, config, signal, log, grants } = request
  const checks: ProofCheck[] = []
  const timed = async (name: Promised, check: () => Promise<boolean>) => {
    const start = performance.now()
    const held = await check()
    checks.push({ name, held, detail: null, ms: Math.round(performance.now() - start) })
    return held
  }
  let remaining: readonly Finding[] = []
  let rowsLost: number | null = null
  await timed('migrations-apply', async () => aligned.broken === null)
  if (aligned.broken !== null) return { status: 'failed', checks, remaining, rowsLost }
  const project = { ...built.project, files: aligned.files }
  const engine = await openEngine({ choice: config.engine, project, signal, log })
  const isValid = await timed('validate', async () => (await engine.validate()).valid)
  if (aligned.history) await timed('history-replays', async () => aligned.brokenHistory === null)
  if (isValid) {
    const schema = await buildSchemaLine({
      server,
      script: await engine.script(),
      schema: built.schema,
      template: async () => aligned.history ?? aligned.database,
    })
    await timed(
      'db-pull-unchanged',
      async () => !(await engine.pull(aligned.database, { ...schema, schema: built.schema })).changes,
    )
    await timed('engine-diff-empty', async () => (await engine.diff(aligned.database)).empty)
    await timed('no-drift-left', async () => {
      const lines = {
        production: aligned.database,
        deployed: aligned.database,
        applied: aligned.history,
        history: aligned.history,
        schema,
      }
      const drift = compareLines((await readEachLines([lines], { grants }))(lines), {
        project,
        source: mapSource(project),
      })
      const open = new Set(
        aligned.draft.decided
          .filter(({ decision }) => decision.kind !== 'settle')
          .map(({ finding }) => finding.fingerprint),
      )
      remaining = classify(drift, new Map(), { history: null, diagnostics: [] }).filter(
        ({ fingerprint }) => !open.has(fingerprint),
      )
      return remaining.length === 0
    })
  }
  await timed('no-row-lost', async () => {
    rowsLost = lost(await countRows(metBy(built)), await countRows(aligned.database))
    return rowsLost === 0
  })
  await timed('rollback-restores', async () => {
    const back = await server.createDatabase('rolled-back', aligned.database)
    await withClient(back, async (client) => {
      for (const { text } of splitStatements(aligned.draft.rollbackSql)) await client.query(text)
    })
    return isSame(await readCatalog(metBy(built), { grants }), await readCatalog(back, { grants }))
  })
  return { status: checks.every(({ held }) => held) ? 'proved' : 'failed', checks, remaining, rowsLost }
}

/** How many rows, and values that are no null, there are fewer of. */
function lost(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  return [...before].reduce((sum, [what, count]) => sum + Math.max(0, count - (after.get(what) ?? 0)), 0)
}

function isSame(one: Catalog, other: Catalog): boolean {
  if (one.objects.size !== other.objects.size) return false
  return [...one.objects].every(([key, object]) => {
    const same = other.objects.get(key)
    return same !== undefined && identical(object, same)
  })
}
