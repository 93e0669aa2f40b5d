import type { CatalogObject } from '../model/catalog.ts'
import { type Line, lines } from '../model/line.ts'
import type { Catalogs, PerLine } from './difference.ts'
import { traitsOf } from './kinds/index.ts'

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
      if (signatures.length > 0)
        bucket(families, family, object.parent ?? '').push(newGroup(key, line, object))
      else {
        const group = byKey.get(key)
        if (group) group.lines[line] = object
        else byKey.set(key, newGroup(key, line, object))
      }
    }
  }
  const matched = [...families.values()].flatMap((parents) => [...parents.values()].flatMap(unite))
  return [...byKey.values(), ...matched]
}

function bucket(families: Map<string, Map<string, Group[]>>, family: string, parent: string): Group[] {
  const parents = families.get(family) ?? new Map<string, Group[]>()
  families.set(family, parents)
  const groups = parents.get(parent) ?? []
  parents.set(parent, groups)
  return groups
}

function newGroup(key: string, line: Line, object: CatalogObject): Group {
  const none = { production: null, applied: null, history: null, deployed: null, schema: null }
  return { key, parent: object.parent, lines: { ...none, [line]: object } }
}

/** Joins groups that share a signature and no line, the strongest signature first. */
function unite(groups: readonly Group[]): readonly Group[] {
  const first = groups[0]?.lines
  const sample = first && lines.flatMap((line) => first[line] ?? [])[0]
  if (!sample || groups.length === 1) return groups
  return traitsOf(sample.id.kind).signatures.reduce(uniteBy, groups)
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
