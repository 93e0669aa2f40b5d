import type { Report } from '../../model/report.ts'
import { baselineUpkeep, ignoredGroups, ignoredPhrase, type NamedFinding } from '../ignored.ts'
import { visible } from '../prose.ts'
import { type Html, html } from './escape.ts'
import { code, prose } from './findings.ts'

/** What is kept out of the verdict: counted, and all of it named behind a click. */
export function ignoredSection(report: Report): Html | null {
  const phrase = ignoredPhrase(report)
  if (phrase === null) return null
  const { groups } = ignoredGroups(report, Number.POSITIVE_INFINITY)
  return html`<details>
<summary>${phrase}</summary>
<ul>${groups.map(({ by, ...found }) => html`<li>${visible(by)}: ${names(found)}</li>`)}</ul>
</details>
`
}

/** What in the baseline needs a hand. */
export function upkeepSection(report: Report): Html | null {
  const upkeep = baselineUpkeep(report)
  if (upkeep.length === 0) return null
  return html`<section>
<h2>The baseline needs a hand</h2>
<ul>${upkeep.map(({ message, next, ...found }) => html`<li>${prose(message)}: ${names(found)}. ${prose(next)}</li>`)}</ul>
</section>
`
}

function names({ named, more }: { named: readonly NamedFinding[]; more: number }): readonly Html[] {
  const each = named.map(
    ({ object, rule }, index) => html`${index === 0 ? null : ', '}${code(object)} (${visible(rule)})`,
  )
  return [...each, ...(more === 0 ? [] : [html` and ${more} more`])]
}
