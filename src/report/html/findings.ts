import type { Finding } from '../../model/finding.ts'
import { objectName } from '../../model/object.ts'
import type { Part } from '../attributes.ts'
import { longDifferences } from '../differences.ts'
import { locationName, locationUrl, ruleUrl } from '../links.ts'
import type { RenderOptions } from '../options.ts'
import type { Entry, Section } from '../outline.ts'
import { clip, spans, visible } from '../prose.ts'
import { countsPhrase } from '../summary.ts'
import { type Cell, type Cells, columnsOf } from '../values.ts'
import { topicWords } from '../words.ts'
import { type Html, html } from './escape.ts'

/** One topic with its findings. */
export function topicSection({ topic, entries, counts }: Section, options: RenderOptions): Html {
  const { title, next } = topicWords[topic]
  return html`<section>
<h2>${title} · ${countsPhrase(counts)}</h2>
<p class="soft">${prose(next)}</p>
${entries.map((entry) => article(entry, options))}
</section>
`
}

/** One finding and what follows from it. */
export function article({ finding, cells, parts }: Entry, options: RenderOptions): Html {
  const { severity, message, consequence, reason, fingerprint, object } = finding
  return html`<article class="${severity}" id="${fingerprint}">
<header><span class="badge">${severity}</span><h3>${code(objectName(object))}</h3>${reference(finding, options)}</header>
<p>${prose(message)} ${prose(consequence)}</p>
${cells === null ? null : valuesTable(cells)}${longDifferences(finding).map(diff)}${following(parts, options)}<p class="soft">Graded ${severity} because ${prose(reason)}.</p>
</article>
`
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

const longest = 400

function cellHtml(cell: Cell): Html {
  if (cell.is === 'silent') return html`–`
  if (cell.is === 'absent') return html`<em>absent</em>`
  if (cell.parts.length === 0) return html`present`
  return html`${cell.parts.map(({ label, code: value }: Part, index) => {
    const between = index === 0 ? null : html`<br>`
    return html`${between}${visible(label)} ${value === null ? null : code(clip(value, longest))}`
  })}`
}

function diff(lines: readonly string[]): Html {
  const kinds: Readonly<Record<string, string>> = { '-': 'minus', '+': 'plus', '@': 'soft' }
  return html`<pre>${lines.map((line) => {
    const kind = /^(---|\+\+\+) /.test(line) ? 'soft' : (kinds[line.charAt(0)] ?? 'same')
    return html`<span class="${kind}">${line}</span>`
  })}</pre>
`
}

function following(parts: readonly Finding[], options: RenderOptions): Html | null {
  if (parts.length === 0) return null
  return html`<ul>${parts.map((part) => {
    const place =
      part.location === null
        ? null
        : link(locationUrl(part.location, options), code(locationName(part.location)))
    return html`<li>${prose(part.message)} ${prose(part.consequence)} ${place}</li>`
  })}</ul>
`
}
