import { distance } from 'fastest-levenshtein'

/**
 * The known word that was probably meant. Case, `_` and camel humps do not count: `failOn` is `fail-on`.
 * @returns null when none is near
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const plain = word
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
  const allowed = Math.max(1, Math.floor(plain.length / 3))
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(plain, candidate) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits)
  return ranked[0]?.candidate ?? null
}

/** Words for a sentence: `` `a`, `b` or `c` ``. */
export function alternatives(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``)
  const last = quoted.at(-1) ?? ''
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} or ${last}` : last
}
