import type { BlockContent, PhrasingContent } from 'mdast'
import type { Report } from '../../model/report.ts'
import { baselineUpkeep, ignoredGroups, ignoredPhrase, type NamedFinding } from '../ignored.ts'
import { plural } from '../summary.ts'
import { code, details, heading, join, list, paragraph, prose, words } from './nodes.ts'

/** What is kept out of the verdict: counted, and named behind a click. */
export function ignoredSection(report: Report): BlockContent[] {
  const phrase = ignoredPhrase(report)
  if (phrase === null) return []
  const { groups, more } = ignoredGroups(report)
  const items = groups.map(({ by, ...found }) => [paragraph(...prose(by, 300), words(': '), ...names(found))])
  const rest = more === 0 ? [] : [[paragraph(words(plural(more, 'more finding')))]]
  return details(`🔕 ${phrase}`, list([...items, ...rest]))
}

/** What in the baseline needs a hand. */
export function upkeepSection(report: Report): BlockContent[] {
  const upkeep = baselineUpkeep(report)
  if (upkeep.length === 0) return []
  const items = upkeep.map(({ message, next, ...found }) => [
    paragraph(...prose(message), words(': '), ...names(found), words('. '), ...prose(next)),
  ])
  return [heading(3, words('The baseline needs a hand')), list(items)]
}

function names({ named, more }: { named: readonly NamedFinding[]; more: number }): PhrasingContent[] {
  const each = named.map(({ object, rule }) => [code(object, 80), words(' ('), ...prose(rule), words(')')])
  return [...join(', ', each), ...(more === 0 ? [] : [words(` and ${more} more`)])]
}
