import type { BlockContent, PhrasingContent } from 'mdast'
import type { Finding } from '../../model/finding.ts'
import { type ObjectId, objectKey, objectName } from '../../model/object.ts'
import { isLong, type Part } from '../attributes.ts'
import { longDifferences } from '../differences.ts'
import { type Group, groupName, groupsOf, type ListedObject, listed, partGroups } from '../groups.ts'
import { locationName, locationUrl, ruleUrl } from '../links.ts'
import type { RenderOptions } from '../options.ts'
import { type Entry, findingsOf, type Section } from '../outline.ts'
import { sqlLines } from '../sql.ts'
import { countsPhrase, plural } from '../summary.ts'
import { type Cell, type Cells, columnsOf } from '../values.ts'
import { sectionWords, severityIcons } from '../words.ts'
import {
  code,
  details,
  heading,
  join,
  lineBreak,
  link,
  list,
  paragraph,
  prose,
  small,
  strong,
  table,
  words,
} from './nodes.ts'

/** Up to how many findings the explanations stand open. */
const openUpTo = 4

/** One topic: its objects side by side in a table, then what each difference means. */
export function topicSection(
  { topic, entries, counts }: Section,
  options: RenderOptions,
  depth: 3 | 4 = 3,
): BlockContent[] {
  const { title, next } = sectionWords({ topic, entries })
  const groups = groupsOf(entries)
  const statements = groups.filter(({ cells }) => cells === null)
  const compared = groups.flatMap((group) => (group.cells === null ? [] : [{ ...group, cells: group.cells }]))
  return [
    heading(depth, words(`${title} · ${countsPhrase(counts)}`)),
    paragraph(...prose(next)),
    ...(statements.length === 0 ? [] : [list(statements.map((group) => statement(group, options)))]),
    ...(compared.length === 0 ? [] : [valuesTable(compared, options), ...explanations(compared, options)]),
  ]
}

/** What is cosmetic: closed. */
export function infoSection(infos: readonly Entry[], options: RenderOptions): BlockContent[] {
  if (infos.length === 0) return []
  const count = plural(infos.flatMap(findingsOf).length, 'finding')
  return details(
    `${severityIcons.info} For information: ${count}`,
    list(groupsOf(infos).map((group) => statement(group, options, isNew(group.first)))),
  )
}

/** Infos stand under no heading that says so. */
function isNew({ finding }: Entry): PhrasingContent[] {
  return finding.introduced === true ? [strong(words('new')), words(' · ')] : []
}

type Compared = Group & { readonly cells: Cells }

function valuesTable(groups: readonly Compared[], options: RenderOptions): BlockContent {
  const columns = columnsOf(groups.map(({ cells }) => cells))
  const head = [[], [words('Object')], ...columns.map(({ name }) => [words(name)])]
  const rows = groups.map((group) => [
    [words(severityIcons[group.first.finding.severity])],
    group.entries.length === 1 ? objectCell(group.first, options) : groupCell(group, options),
    ...columns.map(({ sides: [side] }) => valueCell(group.cells[side])),
  ])
  return table(['center'], [head, ...rows])
}

function objectCell({ finding, parts }: Entry, options: RenderOptions): PhrasingContent[] {
  const names = parts.slice(0, 3).map((part) => partName(part, finding))
  const more = parts.length > names.length ? [words(` and ${parts.length - names.length} more`)] : []
  const followers =
    names.length === 0 ? [] : [lineBreak, ...small(words('and with it '), ...join(', ', names), ...more)]
  return [...nameCell(finding.object), lineBreak, ...small(...reference(finding, options)), ...followers]
}

/** The first of many, the others being listed below the table. */
function groupCell(group: Group, options: RenderOptions): PhrasingContent[] {
  const names = group.entries.slice(0, 3).map(({ finding }) => [code(objectName(finding.object))])
  const rule = link(ruleUrl(group.first.finding.rule, options), ...prose(group.first.finding.rule))
  const more = [words(` and ${group.entries.length - names.length} more, listed below`)]
  return [
    strong(words(groupName(group))),
    lineBreak,
    ...small(...rule),
    lineBreak,
    ...small(...join(', ', names), ...more),
  ]
}

/** What follows: another object, or another rule on the same one. */
function partName({ rule, object }: Finding, root: Finding): PhrasingContent[] {
  return objectKey(object) === objectKey(root.object) ? prose(rule) : [code(objectName(object))]
}

/** From how many characters on a name takes two lines, so that the table keeps its width. */
const longName = 28

function nameCell(object: ObjectId): PhrasingContent[] {
  const name = objectName(object)
  if (name.length <= longName || !('table' in object)) return [code(name)]
  return [code(name.slice(0, -object.name.length)), lineBreak, code(object.name)]
}

function valueCell(cell: Cell): PhrasingContent[] {
  if (cell.is === 'silent') return [words('–')]
  if (cell.is === 'absent') return [{ type: 'emphasis', children: [words('absent')] }]
  if (cell.parts.length === 0) return [words('present')]
  return cell.parts.flatMap((part, index) =>
    index === 0 ? partWords(part) : [lineBreak, ...partWords(part)],
  )
}

function partWords({ label, code: value }: Part): PhrasingContent[] {
  if (value === null) return prose(label)
  if (isLong(value)) return prose(`${label}: see the diff below`)
  return label === '' ? [code(value)] : [...prose(label), words(' '), code(value)]
}

/** The rule and the place, with links where there are URLs. */
function reference({ rule, location }: Finding, options: RenderOptions): PhrasingContent[] {
  const place =
    location === null ? [] : [link(locationUrl(location, options), code(fileName(locationName(location))))]
  return join(' · ', [link(ruleUrl(rule, options), ...prose(rule)), ...place])
}

function explanations(groups: readonly Group[], options: RenderOptions): BlockContent[] {
  const items = list(groups.map((group) => explanation(group, options)))
  const count = groups.flatMap(({ entries }) => entries).length
  if (count <= openUpTo) return [items]
  return details(`What breaks, and when: ${plural(count, 'finding')} explained`, items)
}

/** A finding that no table shows. */
function statement(group: Group, options: RenderOptions, mark: PhrasingContent[] = []): BlockContent[] {
  if (group.entries.length > 1) return many(group, options, mark)
  const { finding, parts } = group.first
  return [
    line(finding, [...mark, ...reference(finding, options)]),
    ...sqlBlock(finding),
    ...following(parts, options),
  ]
}

/** A finding below its table: what it is, what breaks, long values as diffs, and what follows from it. */
function explanation(group: Group, options: RenderOptions): BlockContent[] {
  if (group.entries.length > 1) return many(group, options)
  const { finding, parts } = group.first
  const diffs = longDifferences(finding).map(
    (lines): BlockContent => ({ type: 'code', lang: 'diff', value: lines.join('\n') }),
  )
  return [line(finding, []), ...diffs, ...following(parts, options)]
}

function sqlBlock(finding: Finding): BlockContent[] {
  const lines = sqlLines(finding)
  return lines.length === 0 ? [] : [{ type: 'code', lang: 'sql', value: lines.join('\n') }]
}

function following(parts: readonly Finding[], options: RenderOptions): BlockContent[] {
  if (parts.length === 0) return []
  const items = partGroups(parts).map((group) =>
    group.entries.length > 1
      ? many(group, options)
      : [line(group.first.finding, reference(group.first.finding, options))],
  )
  return [list(items)]
}

/** What is said of the first of many, and all of them by name. */
function many(group: Group, options: RenderOptions, mark: PhrasingContent[] = []): BlockContent[] {
  const { severity, rule } = group.first.finding
  const print = small(...mark, ...link(ruleUrl(rule, options), ...prose(rule)))
  const lead = [
    words(`${severityIcons[severity]} `),
    strong(words(groupName(group))),
    words(', for example: '),
  ]
  return [paragraph(...lead, ...said(group.first.finding), words(' '), ...print), list(listedItems(group))]
}

/** All objects: a line for each table that has several, and one for the others. */
function listedItems(group: Group): BlockContent[][] {
  const all = listed(group)
  const together = all.filter(({ table: on, objects }) => on !== null && objects.length > 1)
  const alone = all
    .filter((each) => !together.includes(each))
    .flatMap(({ table: on, objects }) =>
      objects.map((object) => [
        code(on === null ? object.name : `${on}.${object.name}`),
        ...detailWords(object),
      ]),
    )
  return [
    ...together.map(({ table: on, objects }) => [
      paragraph(
        code(on ?? ''),
        words(': '),
        ...join(
          ', ',
          objects.map((object) => [code(object.name), ...detailWords(object)]),
        ),
      ),
    ]),
    ...(alone.length === 0 ? [] : [[paragraph(...join(', ', alone))]]),
  ]
}

function detailWords({ detail }: ListedObject): PhrasingContent[] {
  if (detail.length === 0) return []
  const parts = detail.map(({ label, code: value }) => [
    ...prose(label),
    ...(value === null ? [] : [...(label === '' ? [] : [words(' ')]), code(value, 60)]),
  ])
  return [words(' ('), ...join(', ', parts), words(')')]
}

/** The message, led in by the object's name where it does not name it, the consequence, and small print. */
function line(finding: Finding, print: PhrasingContent[]): BlockContent {
  const end = print.length === 0 ? [] : [words(' '), ...small(...print)]
  return paragraph(words(`${severityIcons[finding.severity]} `), ...said(finding), ...end)
}

function said({ object, message, consequence }: Finding): PhrasingContent[] {
  const named = message.includes(object.name) ? [] : [code(objectName(object)), words(': ')]
  const sentences = [prose(message), prose(consequence)].filter((sentence) => sentence.length > 0)
  return [...named, ...join(' ', sentences)]
}

function fileName(path: string): string {
  return path.split('/').at(-1) ?? path
}
