import { classify } from '../../drift/classify.ts'
import type { Drift } from '../../drift/difference.ts'
import { rewritten, unexplained, witness } from '../../drift/witness.ts'
import { once } from '../../migrations/replays.ts'
import type { Finding } from '../../model/finding.ts'
import { readEachLines } from '../../postgres/catalog/read-lines.ts'
import type { Connection } from '../../postgres/server.ts'
import { openEngine } from '../../prisma/open-engine.ts'
import { buildSchemaLine } from '../../prisma/schema-line.ts'
import { mapSource } from '../../prisma/source-map/map-source.ts'
import { together } from '../../together.ts'
import type { Aligned, AlignRequest } from '../align.ts'
import { compareWithRows } from '../compare-with-rows.ts'
import { type Ask, list, type Outcome } from './ask.ts'
import { among } from './left.ts'
import { reasonsOfRefusal } from './refused-lines.ts'

/** What a plan is not to settle, and what was so before it. */
export interface Kept {
  readonly grants: boolean
  /** What is kept out of the verdict. */
  readonly ignored: readonly Finding[]
  /** What `prisma db pull` would have changed before the plan, as `EnginePull.changed`. */
  readonly pulled: readonly string[]
}

/**
 * Asks Prisma and the comparison whether production, the migrations and the edited schema agree. What Prisma says of
 * a table of which something is left, and what it is known to misread, is no answer to the contrary.
 * @returns what is found that was not to be left
 */
export async function agree(
  aligned: Aligned,
  request: AlignRequest & Kept,
  ask: Ask,
): Promise<readonly Finding[]> {
  const { built, made, server, config, signal, log } = request
  const { database } = aligned.production
  const project = { ...built.project, files: aligned.edited.files }
  const engine = await openEngine({ choice: config.engine, project, signal, log })
  const validation = await ask(
    'validate',
    () => engine.validate(),
    (answer) => ({
      held: answer.valid,
      detail: answer.valid ? null : answer.diagnostics.map(({ message }) => message).join(' '),
      shownBy: answer.valid
        ? {}
        : { reasons: reasonsOfRefusal(answer.diagnostics, aligned.edited.files, aligned.edited.edits) },
    }),
  )
  if (!validation?.valid) return []
  const declaring = engine.script().then((script) =>
    once(made.schemaLines, script, () =>
      buildSchemaLine({
        server,
        script,
        schema: built.schema,
        template: async () => aligned.history?.database ?? database,
      }),
    ),
  )
  const declared = async () => ({ ...(await declaring), schema: built.schema })
  const comparing = declared().then((schema) => compareAgain(aligned, request, schema))
  const [compared] = await together([
    ask(
      'no-drift-left',
      () => comparing,
      ({ remaining }) => ({
        held: remaining.length === 0,
        detail: remaining.length === 0 ? null : remaining.map(({ message }) => message).join(' '),
        shownBy: { objects: remaining.map(({ object }) => object) },
      }),
    ),
    ask(
      'db-pull-unchanged',
      async () => engine.pull(database, await declared()),
      async ({ changed }) => {
        const { drift, findings } = await comparing
        const [always, said] = [rewritten(drift), witness(drift, findings, changed)]
        const isMisread = (name: string) =>
          always.has(name) || (request.pulled.includes(name) && !said.includes(name))
        return seen(
          unexplained(drift, findings, changed).filter((name) => !isMisread(name)),
          changed,
        )
      },
    ),
    ask(
      'engine-diff-empty',
      () => engine.diff(database),
      async ({ touched }) => {
        const { drift, findings } = await comparing
        return seen(witness(drift, findings, touched), touched)
      },
    ),
  ])
  return compared?.remaining ?? []
}

/** @param open what is named and nothing explains */
function seen(open: readonly string[], named: readonly string[]): Outcome {
  const explained = named.filter((name) => !open.includes(name))
  if (open.length > 0) return { held: false, detail: `It names ${list(open)}.`, shownBy: { names: open } }
  const detail = `It names ${list(explained)}, for what is left as it is.`
  return { held: true, detail: explained.length === 0 ? null : detail }
}

interface Compared {
  readonly drift: Drift
  readonly findings: readonly Finding[]
  /** Those that were not to be left. */
  readonly remaining: readonly Finding[]
}

async function compareAgain(
  { draft, production: { database }, history, edited: { files } }: Aligned,
  { built, drift: before, grants, ignored }: AlignRequest & Kept,
  schema: Connection,
): Promise<Compared> {
  const made = history?.database ?? null
  const lines = { production: database, deployed: database, applied: made, history: made, schema }
  const catalogs = (await readEachLines([lines], { grants }))(lines)
  const source = mapSource({ ...built.project, files })
  const drift = await compareWithRows(catalogs, { ...before.context, source }, database)
  const findings = classify(drift, new Map(), { history: null, diagnostics: [] })
  const left = [
    ...ignored,
    ...draft.decided.flatMap(({ decision, finding }) => (decision.kind === 'settle' ? [] : [finding])),
  ]
  const isLeft = among(left, before.differences, drift.differences)
  return { drift, findings, remaining: findings.filter((finding) => !isLeft(finding)) }
}
