import type { CatalogObject } from '../model/catalog.ts'
import { type Line, lines } from '../model/line.ts'
import type { Catalogs, PerLine } from './difference.ts'
import { traitsOf } from './kinds/index.ts'
import { identical } from './value.ts'

/** One object as the lines have it. */
export interface Aligned {
  /** Of the first line that has it; the same in every line where keys decide. */
  readonly key: string
  readonly parent: string | null
  readonly lines: PerLine
}

interface Group {
  readonly key: string
  readonly parent: string | null
  /** Of the first line that has it. */
  readonly first: CatalogObject
  readonly lines: Record<Line, CatalogObject | null>
}

/**
 * Finds for each object its counterpart in the other lines. Objects are matched by key, or by the signatures of
 * their kind among those of their family on the same parent.
 */
export function align(catalogs: Catalogs): readonly Aligned[] {
  const byKey = new Map<string, Group>()
  const families = new Map<string, Map<string, Group[]>>()
  for (const line of lines) {
    for (const [key, object] of catalogs[line]?.objects ?? []) {
      const { signatures, family } = traitsOf(object.id.kind)
      const known = byKey.get(key)
      if (known && (signatures.length === 0 || identical(known.first, object))) known.lines[line] = object
      else {
        const group = newGroup(key, line, object)
        if (!known) byKey.set(key, group)
        if (signatures.length > 0) bucket(families, family, object.parent ?? '').push(group)
      }
    }
  }
  const result = [...byKey.values()].filter(({ first }) => traitsOf(first.id.kind).signatures.length === 0)
  for (const parents of families.values())
    for (const groups of parents.values()) result.push(...unite(groups))
  return result
}

function bucket(families: Map<string, Map<string, Group[]>>, family: string, parent: string): Group[] {
  const parents = families.get(family) ?? new Map<string, Group[]>()
  families.set(family, parents)
  const groups = parents.get(parent) ?? []
  parents.set(parent, groups)
  return groups
}

function newGroup(key: string, line: Line, first: CatalogObject): Group {
  const none = { production: null, applied: null, history: null, deployed: null, schema: null }
  const group: Group = { key, parent: first.parent, first, lines: none }
  group.lines[line] = first
  return group
}

/** Joins groups that share a signature and no line, the strongest signature first. */
function unite(groups: readonly Group[]): readonly Group[] {
  const [first] = groups
  const isOpen = groups.some((group, index) =>
    groups.some((other, at) => at > index && disjoint(group, other)),
  )
  return first && isOpen ? traitsOf(first.first.id.kind).signatures.reduce(uniteBy, groups) : groups
}

function uniteBy(groups: readonly Group[], signature: (object: CatalogObject) => string): readonly Group[] {
  const bySignature = new Map<string, Group[]>()
  const united: Group[] = []
  for (const group of groups) {
    const members = lines.flatMap((line) => group.lines[line] ?? [])
    const texts = new Set(members.map(signature))
    const home = [...texts]
      .flatMap((text) => bySignature.get(text) ?? [])
      .find((other) => disjoint(group, other))
    if (home) for (const line of lines) home.lines[line] ??= group.lines[line]
    else united.push(group)
    for (const text of texts) {
      const known = bySignature.get(text)
      const target = home ?? group
      if (!known) bySignature.set(text, [target])
      else if (!known.includes(target)) known.push(target)
    }
  }
  return united
}

function disjoint(a: Group, b: Group): boolean {
  return lines.every((line) => a.lines[line] === null || b.lines[line] === null)
}
