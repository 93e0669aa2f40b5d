import { planQuestions } from '../alignment/against.ts'
import { planOf } from '../alignment/plan.ts'
import { measuredTables } from '../alignment/step-evidence.ts'
import type { Config } from '../config/config.ts'
import type { Gap } from '../model/catalog.ts'
import { questionKey } from '../model/evidence.ts'
import { findingGlob } from '../model/glob.ts'
import type { Plan, Proof } from '../model/plan.ts'
import { gatherEvidence } from '../postgres/catalog/evidence.ts'
import { measureTables } from '../postgres/catalog/table-sizes.ts'
import { schemaPatch } from '../prisma/edit/schema-patch.ts'
import { type Aligned, align, homeIn } from './align.ts'
import { metBy } from './compare-versions.ts'
import { preferencesOf } from './preferences.ts'
import { refusalOf } from './promises/ask.ts'
import { type ProveRequest, prove } from './prove.ts'

const notRun: Proof = { status: 'not-run', checks: [], remaining: [], rowsLost: null }

/**
 * Writes the plan that brings production, the migrations and schema.prisma together, and proves it on clones.
 * @returns null where nothing is to be done
 */
async function plan(request: ProveRequest): Promise<Plan | null> {
  const { built, findings, drift } = request
  if (findings.length === 0) return null
  const met = metBy(built)
  const { files } = built.project
  const asked = planQuestions(drift).filter((question) => !request.evidence.has(questionKey(question)))
  const evidence = new Map([...request.evidence, ...(await gatherEvidence(met, asked))])
  const { aligned, proof } = await alignAndProve({ ...request, evidence })
  const { draft, edited } = aligned
  const sizes = await measureTables(met, measuredTables(draft.statements.align.all, draft.decided))
  const changed = edited.files.filter(
    ({ path, content }) => files.find((file) => file.path === path)?.content !== content,
  )
  const patch = schemaPatch(files, edited.files)
  return planOf(draft, drift, { changed, edits: edited.edits, patch }, sizes, proof, homeIn(built))
}

/** How often a plan is drafted again without what its proof shows not to be settled, before it is shown as it is. */
const attempts = 3

async function alignAndProve(request: ProveRequest): Promise<{ aligned: Aligned; proof: Proof }> {
  const { config, log } = request
  const refused = new Map<string, string>()
  for (let attempt = 1; ; attempt += 1) {
    const aligned = await align(request, refused)
    if (config.plan !== 'proved' || !doesSomething(aligned)) return { aligned, proof: notRun }
    const { proof, unsettled } = await prove(aligned, request)
    if (proof.status === 'proved' || unsettled.size === 0 || attempt === attempts) return { aligned, proof }
    log.note(`Left to a person, as the proof does not hold with them: ${[...unsettled.keys()].join(', ')}.`)
    for (const [fingerprint, why] of unsettled) refused.set(fingerprint, why)
  }
}

/** Is there anything to carry out, and so to prove? */
function doesSomething({ draft, edited }: Aligned): boolean {
  return draft.migrations.length + edited.edits.length > 0
}

/**
 * Plans; where that fails, the comparison stands, and a gap says so: the plan is more than was asked for.
 * @throws an error of the network, or the signal's reason
 */
export async function planOrGap(
  request: ProveRequest,
): Promise<{ readonly plan: Plan | null; readonly gaps: readonly Gap[] }> {
  try {
    return { plan: await plan(request), gaps: [] }
  } catch (error) {
    const message = refusalOf(error)
    if (message === null) throw error
    request.log.warn(message)
    return {
      plan: null,
      gaps: [{ kind: 'plan', count: 1, message: `There is no alignment plan: ${message}` }],
    }
  }
}

/** What a plan is to settle, and what it is to leave: what is ignored, and what was not asked for. */
export function planScope(
  { findings, ignored }: Pick<ProveRequest, 'findings' | 'ignored'>,
  config: Config,
): Pick<ProveRequest, 'findings' | 'ignored' | 'preferences'> {
  const { only } = config
  const wanted = only.length === 0 ? findings : findings.filter(findingGlob(only))
  const rest = findings.filter((finding) => !wanted.includes(finding))
  return { findings: wanted, ignored: [...ignored, ...rest], preferences: preferencesOf(config) }
}
