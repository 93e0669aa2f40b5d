import { closest } from 'fastest-levenshtein'
import { rulePage } from './rule-pages.ts'
import { rules } from './rules/index.ts'

/** The ids of all rules, in the order of the list. */
export const ruleIds: readonly string[] = rules.map(({ id }) => id)

/**
 * What a rule means, why it bites, how to fix it and when to ignore it.
 * @returns the page, as markdown; for an unknown rule the known one that is spelt most like it
 */
export function explainRule(id: string): string | { readonly nearest: string } {
  return rulePage(id) ?? { nearest: closest(id, [...ruleIds]) }
}
