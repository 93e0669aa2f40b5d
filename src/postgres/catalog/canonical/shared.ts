import { compareText } from '../../../model/object.ts'
import { type Canonicaliser, canonicaliser } from './expression.ts'
import type { ExtensionMembers } from './extensions.ts'

/** One canonicaliser for all databases whose extensions bring the same names: the lines of a check say the same things. */
export function sharedCanonicalisers(): (members: ExtensionMembers) => Canonicaliser {
  const known = new Map<string, Canonicaliser>()
  return (members) => {
    const bySchema = [...members].map(([schema, names]) => [schema, ...[...names].sort(compareText)])
    const key = JSON.stringify(bySchema.sort(([a = ''], [b = '']) => compareText(a, b)))
    const shared = known.get(key) ?? canonicaliser(members)
    known.set(key, shared)
    return shared
  }
}
