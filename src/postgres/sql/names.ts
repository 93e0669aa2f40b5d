import { unquote, words } from './head.ts'
import { splitStatements } from './split.ts'

/**
 * Every name that a piece of SQL mentions, as the catalog has it: quoted names as they are, others in lower case,
 * key words among them. Strings are looked into, as the bodies of DO blocks and functions are strings.
 */
export function namesIn(sql: string): ReadonlySet<string> {
  const names = new Set<string>()
  addNames(sql, names)
  return names
}

function addNames(sql: string, names: Set<string>): void {
  for (const { kind, text } of words(sql)) {
    if (kind === 'word' || kind === 'quoted') names.add(unquote(text))
    else if (kind === 'string') addNames(insideOf(text), names)
  }
}

/** What a string holds: between its quotes, or between its dollar tags. */
function insideOf(string: string): string {
  const [, tag] = /^(\$[^$]*\$)/.exec(string) ?? []
  if (tag !== undefined) return string.slice(tag.length, string.endsWith(tag) ? -tag.length : undefined)
  const begin = string.indexOf("'") + 1
  return string
    .slice(begin, string.length > begin && string.endsWith("'") ? -1 : undefined)
    .replaceAll("''", "'")
}

/** Statements that change rows, rights or settings, and no object. */
const harmless = new Set(
  `abort analyze begin checkpoint close commit copy deallocate declare delete discard end execute explain fetch grant insert listen
  lock merge move notify prepare reassign refresh release reset revoke rollback savepoint set show start truncate unlisten
  update vacuum values`.split(/\s+/),
)

/**
 * The names of objects that a statement may change: none where it only changes rows, rights or settings; its own alone
 * where it is about a policy or a trigger, which leaves the table and all else on it as they are.
 */
export function changedNames(statement: string): ReadonlySet<string> {
  const { value: first } = words(statement).next()
  if (first && harmless.has(first.text.toLowerCase())) return new Set()
  const own = policyOrTrigger(statement)
  return own === null ? namesIn(statement) : new Set([own])
}

const beforeName = new Set('create alter drop or replace constraint policy trigger if not exists'.split(' '))

/** The name of the policy or trigger that a statement makes, alters or drops; null for any other statement. */
function policyOrTrigger(statement: string): string | null {
  const passed = new Set<string>()
  for (const { kind, text } of words(statement)) {
    const word = text.toLowerCase()
    if (kind !== 'word' || !beforeName.has(word))
      return (passed.has('policy') || passed.has('trigger')) && (kind === 'word' || kind === 'quoted')
        ? unquote(text)
        : null
    passed.add(word)
  }
  return null
}

/** The names of objects that two scripts may treat differently: those in the statements that only one of them has. */
export function differingNames(one: string, other: string): ReadonlySet<string> {
  const [first, second] = [statementsOf(one), statementsOf(other)]
  const own = [...first].filter((text) => !second.has(text))
  const others = [...second].filter((text) => !first.has(text))
  return new Set([...own, ...others].flatMap((text) => [...changedNames(text)]))
}

/** The statements of a script, without what blanks and comments there are between their words. */
function statementsOf(sql: string): ReadonlySet<string> {
  const spelled = (text: string) =>
    [...words(text)].flatMap(({ kind, text }) => (kind === 'semicolon' ? [] : text)).join(' ')
  return new Set(splitStatements(sql).map(({ text }) => spelled(text)))
}
