/**
 * What sets storage parameters, and what resets those that go.
 * @param wanted as the catalog has them: `fillfactor=70`
 * @returns `SET (…)`, `RESET (…)`, none or both
 */
export function optionClauses(wanted: readonly string[], given: readonly string[]): readonly string[] {
  const nameOf = (option: string) => option.split('=')[0] ?? option
  const kept = new Set(wanted.map(nameOf))
  const set = wanted.filter((option) => !given.includes(option))
  const gone = given.map(nameOf).filter((name) => !kept.has(name))
  return [
    ...(set.length === 0 ? [] : [`SET (${set.join(', ')})`]),
    ...(gone.length === 0 ? [] : [`RESET (${gone.join(', ')})`]),
  ]
}
