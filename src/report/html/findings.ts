import type { Finding } from '../../model/finding.ts'
import { objectName } from '../../model/object.ts'
import { isLong, type Part } from '../attributes.ts'
import { longDifferences } from '../differences.ts'
import { type Group, groupName, groupsOf, type ListedObject, listed, partGroups } from '../groups.ts'
import { locationName, locationUrl, ruleUrl } from '../links.ts'
import type { RenderOptions } from '../options.ts'
import type { Entry, Section } from '../outline.ts'
import { clip, spans, visible } from '../prose.ts'
import { sqlLines } from '../sql.ts'
import { countsPhrase } from '../summary.ts'
import { type Cell, type Cells, columnsOf } from '../values.ts'
import { sectionWords } from '../words.ts'
import { type Html, html } from './escape.ts'

/** One topic with its findings. */
export function topicSection({ topic, entries, counts }: Section, options: RenderOptions): Html {
  const { title, next } = sectionWords({ topic, entries })
  return html`<section>
<h2>${title} · ${countsPhrase(counts)}</h2>
<p class="soft">${prose(next)}</p>
${articles(entries, options)}
</section>
`
}

/** Findings, those that say the same as one. */
export function articles(entries: readonly Entry[], options: RenderOptions): readonly Html[] {
  return groupsOf(entries).map((group) =>
    group.entries.length === 1 ? article(group.first, options) : groupArticle(group, options),
  )
}

/** One finding and what follows from it. */
function article({ finding, cells, parts }: Entry, options: RenderOptions): Html {
  const { severity, message, consequence, reason, fingerprint, object } = finding
  return html`<article class="${severity}" id="${fingerprint}">
<header><span class="badge">${severity}</span><h3>${code(objectName(object))}</h3>${reference(finding, options)}</header>
<p>${prose(message)} ${prose(consequence)}</p>
${cells === null ? null : valuesTable(cells)}${longDifferences(finding).map(diff)}${sqlBlock(finding)}${following(parts, options)}<p class="soft">Graded ${severity} because ${prose(reason)}.</p>
</article>
`
}

/** Many findings that say the same. */
function groupArticle(group: Group, options: RenderOptions): Html {
  const { first, cells } = group
  const { severity, rule, reason, introduced } = first.finding
  const fresh = introduced === true ? html`<strong>new</strong>` : null
  return html`<article class="${severity}">
<header><span class="badge">${severity}</span><h3>${groupName(group)}</h3>${link(ruleUrl(rule, options), html`<span>${visible(rule)}</span>`)}${fresh}</header>
<p>${example(first.finding)}</p>
${cells === null ? null : valuesTable(cells)}${members(group, options)}<p class="soft">Graded ${severity} because ${prose(reason)}.</p>
</article>
`
}

/** What is said of the first of many. */
function example({ object, message, consequence }: Finding): Html {
  const named = message.includes(object.name) ? null : html` ${code(objectName(object))}`
  return html`For example${named}: ${prose(message)} ${prose(consequence)}`
}

/** All objects of a group, each where it is written. */
function members(group: Group, options: RenderOptions): Html {
  return html`<ul class="members">${listed(group).map(({ table, objects }) => {
    const names = objects.map((object, index) => html`${index === 0 ? null : ', '}${member(object, options)}`)
    return html`<li>${table === null ? null : html`${code(table)}: `}${names}</li>`
  })}</ul>
`
}

function member({ name, detail, finding }: ListedObject, options: RenderOptions): Html {
  const { location, fingerprint } = finding
  const like = detail.map(
    ({ label, code: value }, index) =>
      html`${index === 0 ? null : ', '}${visible(label)}${value === null ? null : html`${label === '' ? null : ' '}${code(clip(value, 60))}`}`,
  )
  const url = location === null ? null : locationUrl(location, options)
  return html`<span id="${fingerprint}">${link(url, code(name))}${like.length === 0 ? null : html` (${like})`}</span>`
}

/** A message with its quoted names and values as code. */
export function prose(message: string): readonly Html[] {
  return spans(message).map(({ kind, value }) => (kind === 'code' ? code(value) : html`${value}`))
}

/** A name or a value. */
export function code(value: string): Html {
  return html`<code>${visible(value)}</code>`
}

/** A link of ours, or its text alone where there is no URL. */
export function link(url: string | null, text: Html): Html {
  return url === null ? text : html`<a href="${url}">${text}</a>`
}

function reference(finding: Finding, options: RenderOptions): Html {
  const { introduced, rule, location, object } = finding
  const fresh = introduced === true ? html`<strong>new</strong>` : null
  const place =
    location === null
      ? null
      : html`<span class="place">${link(locationUrl(location, options), code(locationName(location)))}</span>`
  return html`<span class="soft">${object.kind}</span>${link(ruleUrl(rule, options), html`<span>${visible(rule)}</span>`)}${fresh}${place}`
}

function valuesTable(cells: Cells): Html {
  const columns = columnsOf([cells])
  return html`<div class="scroll"><table><tr>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr>
<tr>${columns.map(({ sides: [side] }) => html`<td>${cellHtml(cells[side])}</td>`)}</tr></table></div>
`
}

function cellHtml(cell: Cell): Html {
  if (cell.is === 'silent') return html`–`
  if (cell.is === 'absent') return html`<em>absent</em>`
  if (cell.parts.length === 0) return html`present`
  return html`${cell.parts.map(({ label, code: value }: Part, index) => {
    const between = index === 0 ? null : html`<br>`
    if (value !== null && isLong(value)) return html`${between}${visible(label)}: see the diff below`
    return html`${between}${visible(label)} ${value === null ? null : code(value)}`
  })}`
}

/** Lines of a unified diff. */
export function diff(lines: readonly string[]): Html {
  const kinds: Readonly<Record<string, string>> = { '-': 'minus', '+': 'plus', '@': 'soft' }
  return html`<pre>${lines.map((line) => {
    const kind = /^(---|\+\+\+) /.test(line) ? 'soft' : (kinds[line.charAt(0)] ?? 'same')
    return html`<span class="${kind}">${line}</span>`
  })}</pre>
`
}

function sqlBlock(finding: Finding): Html | null {
  const all = sqlLines(finding)
  return all.length === 0 ? null : lines(all)
}

/** Lines of code. */
export function lines(all: readonly string[]): Html {
  return html`<pre>${all.map((line) => html`<span>${line}</span>`)}</pre>
`
}

function following(parts: readonly Finding[], options: RenderOptions): Html | null {
  if (parts.length === 0) return null
  return html`<ul>${partGroups(parts).map((group) => {
    const { message, consequence, location } = group.first.finding
    if (group.entries.length > 1)
      return html`<li>${groupName(group)}. ${example(group.first.finding)}${members(group, options)}</li>`
    const place =
      location === null ? null : link(locationUrl(location, options), code(locationName(location)))
    return html`<li>${prose(message)} ${prose(consequence)} ${place}</li>`
  })}</ul>
`
}
