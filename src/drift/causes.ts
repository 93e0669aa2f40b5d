import type { Cause } from '../model/finding.ts'
import type { Difference } from './difference.ts'
import { traitsOf } from './kinds/index.ts'

/** The lines that are out in these attributes; one that merely follows another that differs is not asked. */
export function causesOf(
  { id, verdicts }: Pick<Difference, 'id' | 'verdicts'>,
  attributes: readonly string[],
): ReadonlySet<Cause> {
  const { follows = {} } = traitsOf(id.kind)
  const leads = attributes.filter((attribute) => !follows[attribute]?.some((leader) => verdicts.has(leader)))
  return new Set(leads.flatMap((attribute) => verdicts.get(attribute)?.cause ?? []))
}
