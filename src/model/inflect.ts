const irregular = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['index', 'indices'],
  ['vertex', 'vertices'],
  ['matrix', 'matrices'],
  ['movie', 'movies'],
  ['cookie', 'cookies'],
  ['cache', 'caches'],
  ['quiz', 'quizzes'],
  ['alias', 'aliases'],
  ['canvas', 'canvases'],
  ['gas', 'gases'],
  ['leaf', 'leaves'],
  ['life', 'lives'],
  ['hero', 'heroes'],
  ['shoe', 'shoes'],
])
const singulars = new Map([...irregular].map(([one, many]) => [many, one]))

/** The same for one and for many, or no word for a number of things. */
const uncountable = /(?:^|[^a-z])(?:news|series|species|data|media|metadata|info|equipment|staff|sms)$/

/** One of what an English name is about: `user_profiles` and `UserProfiles` lose their `s`, `status` does not. */
export function singular(name: string): string {
  return onLastWord(name, singularWord)
}

/** Many of it: `Address` becomes `Addresses`; what is plural already stays. */
export function plural(name: string): string {
  return onLastWord(name, (word) => (singularWord(word) === word ? pluralWord(word) : word))
}

function singularWord(word: string): string {
  const known = singulars.get(word)
  if (known) return known
  if (irregular.has(word) || uncountable.test(word) || !word.endsWith('s')) return word
  if (/(?:ss|us|is|[aeo]as)$/.test(word) || /^(?:alias|canvas|gas|atlas)$/.test(word)) return word
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|[^aou]us|oe)es$/.test(word)) return word.slice(0, -2)
  if (/(?:analy|diagno|hypothe|cri|the|ba)ses$/.test(word) && !/(?:data)?bases$/.test(word))
    return `${word.slice(0, -2)}is`
  return word.slice(0, -1)
}

function pluralWord(word: string): string {
  const known = irregular.get(word)
  if (known) return known
  if (singulars.has(word) || uncountable.test(word)) return word
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  if (/is$/.test(word)) return `${word.slice(0, -2)}es`
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
}

/** Changes the last word of a name in camel, Pascal or snake case, and keeps how it is written. */
function onLastWord(name: string, change: (word: string) => string): string {
  const word = /(?:[A-Z]?[a-z]+|[A-Z]+)$/.exec(name)?.[0]
  if (word === undefined) return name
  const head = name.slice(0, name.length - word.length)
  const changed = change(word.toLowerCase())
  if (word === word.toUpperCase() && word.length > 1) return head + changed.toUpperCase()
  return head + (/^[A-Z]/.test(word) ? changed.charAt(0).toUpperCase() + changed.slice(1) : changed)
}
