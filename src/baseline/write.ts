import { Document, isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import type { BaselineEntry } from '../model/report.ts'
import { compareEntries, entryKeys } from './entries.ts'

const head = ` Findings that are known and accepted. Written by \`prisma-schema-drift baseline\`, which keeps comments and what
 is edited by hand: reason, owner, expires (the last day on which an entry holds).`

/**
 * The text of a baseline that holds exactly these entries, sorted by object and rule: those that were there keep
 * their comments.
 * @param previous the text it replaces, which can be read; null where there is none
 */
export function baselineText(previous: string | null, entries: readonly BaselineEntry[]): string {
  const document = documentOf(previous)
  const list = listOf(document)
  const written = new Map(list.items.filter(isMap).map((item) => [fingerprintOf(item), item]))
  list.items = entries
    .toSorted(compareEntries)
    .map((entry) => update(written.get(entry.fingerprint), entry, document))
  return document.toString({ lineWidth: 0 })
}

function documentOf(previous: string | null): Document {
  const document = previous === null ? null : parseDocument(previous)
  if (document !== null && isMap(document.contents)) return document
  const empty = new Document({ findings: [] })
  empty.commentBefore = head
  return empty
}

/** The list of entries; a comment above the first is that one's, wherever it will stand. */
function listOf(document: Document): YAMLSeq {
  const held = document.get('findings')
  const list = isSeq(held) ? held : document.createNode<unknown[]>([])
  if (list !== held) document.set('findings', list)
  list.flow = false
  const [first] = list.items
  if (isMap(first) && list.commentBefore) {
    first.commentBefore = [list.commentBefore, first.commentBefore].filter((text) => text).join('\n')
    list.commentBefore = null
  }
  return list
}

/** The entry's map with what has changed; keys without a value are left out. */
function update(map: YAMLMap | undefined, entry: BaselineEntry, document: Document): YAMLMap {
  const updated = map ?? document.createNode<Record<string, string>>({})
  updated.flow = false
  const values: Readonly<Record<string, unknown>> = { ...entry }
  for (const key of entryKeys) {
    const value = values[key]
    if (typeof value !== 'string') updated.delete(key)
    else if (textAt(updated, key) !== value) updated.set(key, new Scalar(value))
  }
  return updated
}

function fingerprintOf(map: YAMLMap): string {
  return textAt(map, 'fingerprint') ?? ''
}

function textAt(map: YAMLMap, key: string): string | null {
  const node = map.get(key, true)
  if (!isScalar(node) || node.value === null) return null
  return typeof node.value === 'string' ? node.value : (node.source ?? null)
}
