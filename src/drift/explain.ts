import { closest } from 'fastest-levenshtein'
import { rules } from './rules/index.ts'

/** The ids of all rules, in the order of the list. */
export const ruleIds: readonly string[] = rules.map(({ id }) => id)

/**
 * What a rule means, why it bites, how to fix it and when to ignore it.
 * @param readPage gives the page of a rule that there is
 * @returns the page, as markdown; for an unknown rule the known one that is spelt most like it
 */
export function explainRule(
  id: string,
  readPage: (id: string) => string,
): string | { readonly nearest: string } {
  return ruleIds.includes(id) ? readPage(id) : { nearest: closest(id, [...ruleIds]) }
}
