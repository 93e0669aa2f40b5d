/**
 * Where something stands in a list: between which of those that another list has too, and how far from each.
 * Equal for what stands in the place of the other.
 */
export function placeIn(list: readonly string[], at: number, isKnown: (text: string) => boolean): string {
  const before = list.slice(0, at).findLastIndex(isKnown)
  const after = list.findIndex((text, index) => index > at && isKnown(text))
  const end = after === -1 ? list.length : after
  return JSON.stringify([list[before] ?? null, at - before, list[end] ?? null, end - at])
}

/** What each text of a list is in another one that has something else in its place, by the own text. */
export function replacements(own: readonly string[], other: readonly string[]): ReadonlyMap<string, string> {
  const places = new Map(
    other.flatMap((text, at) =>
      own.includes(text) ? [] : [[placeIn(other, at, (each) => own.includes(each)), text] as const],
    ),
  )
  return new Map(
    own.flatMap((text, at) => {
      const found = places.get(placeIn(own, at, (each) => other.includes(each)))
      return found === undefined || other.includes(text) ? [] : [[text, found] as const]
    }),
  )
}
