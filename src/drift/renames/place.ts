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

/**
 * Which labels of an enum stand for which ones of the database, by their place among the others. The migrations give
 * labels in the order that they have in the database; schema.prisma need not.
 */
export function renamedLabels(
  own: readonly string[],
  database: readonly string[],
  history: readonly string[],
): ReadonlyMap<string, string> {
  const found = new Map([...replacements(history, database)].filter(([label]) => own.includes(label)))
  const taken = new Set(found.values())
  for (const [label, other] of replacements(own, database))
    if (!found.has(label) && !taken.has(other)) found.set(label, other)
  return found
}
