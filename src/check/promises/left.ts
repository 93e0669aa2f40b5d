import type { Difference, Votes } from '../../drift/difference.ts'
import { attributesOf } from '../../drift/rules-of.ts'
import { equalValues } from '../../drift/value.ts'
import type { Finding } from '../../model/finding.ts'
import { objectKey } from '../../model/object.ts'

type Told = Pick<Finding, 'fingerprint' | 'object' | 'rule'>
type Disputed = Pick<Difference, 'key' | 'verdicts'>

const voters = ['database', 'history', 'schema'] as const

/**
 * Is a finding one of those that were to be left, or the same told by another rule? Where a line says something else
 * of the object than it said before the plan, the plan has made it another one.
 * @param before what the lines disagreed about before the plan
 * @param after what they disagree about once it was carried out
 */
export function among(
  left: readonly Told[],
  before: readonly Disputed[],
  after: readonly Disputed[],
): (finding: Told) => boolean {
  const known = new Set(left.map(({ fingerprint }) => fingerprint))
  const told = new Set(left.flatMap(disputesOf))
  const [was, is] = [before, after].map(votesByDispute)
  const isKept = (dispute: string) => {
    const [then, now] = [was?.get(dispute), is?.get(dispute)]
    return then !== undefined && now !== undefined && agree(then, now)
  }
  return (finding) =>
    known.has(finding.fingerprint) ||
    disputesOf(finding).some((dispute) => told.has(dispute) && isKept(dispute))
}

/** Does everybody who is asked now say what they said then? */
function agree(then: Votes, now: Votes): boolean {
  return voters.every((voter) => {
    const [one, other] = [then[voter], now[voter]]
    return other === undefined || (one !== undefined && equalValues(one, other))
  })
}

function votesByDispute(differences: readonly Disputed[]): ReadonlyMap<string, Votes> {
  return new Map(
    differences.flatMap(({ key, verdicts }) =>
      [...verdicts].map(([name, { votes }]) => [disputeKey(key, name), votes] as const),
    ),
  )
}

function disputesOf({ object, rule }: Told): readonly string[] {
  return attributesOf(rule).map((name) => disputeKey(objectKey(object), name))
}

const disputeKey = (object: string, attribute: string) => JSON.stringify([object, attribute])
