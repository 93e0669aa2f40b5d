import type { Draft } from '../alignment/draft.ts'
import { type Miss, unsettled } from '../alignment/unsettled.ts'
import type { Catalog } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import { objectName } from '../model/object.ts'
import { type Promised, type Proof, type ProofCheck, promises } from '../model/plan.ts'
import { lostRows } from '../postgres/catalog/lost-rows.ts'
import { together } from '../together.ts'
import type { Aligned, AlignRequest, Tried } from './align.ts'
import { metBy } from './compare-versions.ts'
import { agree, type Kept } from './promises/agree.ts'
import { asking, list } from './promises/ask.ts'
import { rollBack } from './promises/roll-back.ts'

export interface ProveRequest extends AlignRequest, Kept {
  /** What the database holds that the application meets. */
  readonly before: Catalog
}

export interface Proved {
  /** Each promise with whether it held, in the order of `promises`; `proved` where all did. */
  readonly proof: Proof
  /** The findings for which a promise did not hold, by fingerprint, with why a person must decide. */
  readonly unsettled: ReadonlyMap<string, string>
}

/**
 * Holds a plan that was carried out on clones against what it promises. Promises that do not depend on each other are
 * asked at once.
 * @throws an error of the network, or the signal's reason
 */
export async function prove(aligned: Aligned, request: ProveRequest): Promise<Proved> {
  const { built, before, grants } = request
  const { draft, production, history } = aligned
  const checks: ProofCheck[] = [triedCheck('migrations-apply', production)]
  if (history) checks.push(triedCheck('history-replays', history))
  let remaining: readonly Finding[] = []
  let rowsLost: number | null = null
  const misses: Miss[] = []
  const ask = asking(checks, misses)
  if (checks.every(({ held }) => held)) {
    await together([
      agree(aligned, request, ask).then((left) => {
        remaining = left
      }),
      ask(
        'no-row-lost',
        () => lostRows(metBy(built), production.database),
        ({ lost, counted, tables }) => {
          rowsLost = lost
          const scope =
            counted === 0
              ? 'No table is written anew, so none needs counting.'
              : `Counted in ${counted} of ${tables} tables; the others are not written anew.`
          return {
            held: lost === 0,
            detail:
              lost === 0 ? scope : `${lost} ${lost === 1 ? 'row or value is' : 'rows or values are'} gone.`,
          }
        },
      ),
    ])
    // When nobody looks at it any more.
    await ask(
      'rollback-restores',
      () => rollBack(production.database, before, draft, grants),
      (others) => ({
        held: others.length === 0,
        detail:
          others.length === 0 ? irreversible(draft) : `Other than before: ${list(others.map(objectName))}.`,
        shownBy: { objects: others },
      }),
    )
  }
  const order = Object.keys(promises)
  const inOrder = <T>(all: readonly T[], of: (each: T) => Promised) =>
    all.toSorted((a, b) => order.indexOf(of(a)) - order.indexOf(of(b)))
  return {
    proof: {
      status: checks.every(({ held }) => held) ? 'proved' : 'failed',
      checks: inOrder(checks, ({ name }) => name),
      remaining,
      rowsLost,
    },
    unsettled: unsettled(
      draft,
      request.drift,
      inOrder(misses, ({ promise }) => promise),
    ),
  }
}

function triedCheck(name: Promised, { broken, ms }: Tried): ProofCheck {
  const detail = broken && `${broken.migration.name}, line ${broken.line}: ${broken.message}.`
  return { name, held: broken === null, detail, ms: Math.round(ms) }
}

/** What the rollback is known to leave. */
function irreversible({ migrations }: Draft): string | null {
  const said = migrations
    .filter(({ recorded }) => !recorded)
    .flatMap(({ statements }) => statements.flatMap((each) => each.irreversible ?? []))
  return said.length === 0 ? null : [...new Set(said)].join(' ')
}
