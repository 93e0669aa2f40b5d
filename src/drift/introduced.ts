import type { AttributeValue } from '../model/catalog.ts'
import { type Finding, severities } from '../model/finding.ts'
import type { Dispute, Voter, Votes } from './difference.ts'
import { equalValues, listOf } from './value.ts'

/** Findings, and by fingerprint what those about objects are about. */
export interface Told {
  readonly findings: readonly Finding[]
  readonly disputes: ReadonlyMap<string, Dispute>
}

/**
 * Says of each finding whether this change introduced it. It was there before where the project as it was, held against
 * the same production, gives the same finding: no less grave, and of the same disagreement. So a finding counts as
 * introduced when the change makes another line disagree, or lets one disagree in another value.
 * @param before null where there was no Prisma schema at all
 * @returns in the same order
 */
export function markIntroduced(now: Told, before: Told | null): readonly Finding[] {
  const known = new Map(before?.findings.map((finding) => [finding.fingerprint, finding]))
  return now.findings.map((finding) => {
    const earlier = known.get(finding.fingerprint)
    const wasThere = earlier !== undefined && before !== null && isSame(finding, earlier, now, before)
    return { ...finding, introduced: !wasThere }
  })
}

function isSame(finding: Finding, earlier: Finding, now: Told, before: Told): boolean {
  if (severities.indexOf(finding.severity) < severities.indexOf(earlier.severity)) return false
  const dispute = now.disputes.get(finding.fingerprint)
  const earlierDispute = before.disputes.get(finding.fingerprint)
  // A migration or a file has no attributes: of those, what is said of them.
  if (!dispute || !earlierDispute) return finding.message === earlier.message
  return [...dispute].every(([attribute, votes]) => {
    const earlierVotes = earlierDispute.get(attribute)
    return earlierVotes !== undefined && isSameDisagreement(votes, earlierVotes)
  })
}

const pairs: readonly (readonly [Voter, Voter])[] = [
  ['database', 'history'],
  ['database', 'schema'],
  ['history', 'schema'],
]

/** Is what sets them apart the same, between all who were asked both times? */
function isSameDisagreement(votes: Votes, earlier: Votes): boolean {
  return pairs.every(([one, other]) => {
    const asked = [votes[one], votes[other], earlier[one], earlier[other]]
    const [a, b, earlierA, earlierB] = asked
    if (a === undefined || b === undefined || earlierA === undefined || earlierB === undefined) return true
    return (
      equalValues(apart(a, b), apart(earlierA, earlierB)) &&
      equalValues(apart(b, a), apart(earlierB, earlierA))
    )
  })
}

/** What one has and the other has not: of lists the elements, so that one more that both have changes nothing. */
function apart(one: AttributeValue, other: AttributeValue): AttributeValue {
  if (equalValues(one, other)) return null
  if (!Array.isArray(one) || !Array.isArray(other)) return one
  const others = listOf(other)
  const own = listOf(one).filter((element) => !others.includes(element))
  const isOtherOrder = own.length === 0 && listOf(other).every((element) => listOf(one).includes(element))
  return isOtherOrder ? one : own
}
