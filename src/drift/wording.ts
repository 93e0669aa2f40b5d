import type { Attributes, AttributeValue } from '../model/catalog.ts'
import { type ObjectId, objectName } from '../model/object.ts'
import type { Difference, Verdict, Voter } from './difference.ts'
import { traitsOf } from './kinds/index.ts'
import { textOf } from './value.ts'

/**
 * Sets a name or a value off from the sentence around it: in backticks, or as a JSON string where it holds a
 * backtick or a control character, so that a message is always one line of plain text.
 */
export function code(text: string): string {
  return /[`\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : `\`${text}\``
}

/** The name of an object, set off. */
export function name(id: ObjectId): string {
  return code(objectName(id))
}

/** `a`, `a and b`, `a, b and c` */
export function listed(parts: readonly string[], word = 'and'): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word} ${last}`
}

const most = 5

/** The first of many, and how many more there are. */
export function someOf(parts: readonly string[]): readonly string[] {
  const more = parts.length - most
  return more > 0 ? [...parts.slice(0, most), `${more} more`] : parts
}

/** A value as Postgres prints it, set off; without the cast of a constant, and without `public.` */
export function value(print: AttributeValue): string {
  const text = textOf(print) ?? 'null'
  const constant = /^('(?:[^']|'')*'|-?\d+(?:\.\d+)?)::[\w .,"()[\]]+$/.exec(text)
  return code((constant?.[1] ?? text).replace(/(?<![\w".'])public\.(?=["a-z_])/g, ''))
}

/** What a voter is called; the database is production, as it is or as it will be after the deploy. */
export function voterName(voter: Voter, difference: Difference, attribute: string): string {
  if (voter === 'history') return 'the migrations'
  if (voter === 'schema') return 'schema.prisma'
  return isChangedByDeploy(difference, attribute) ? 'production after the pending migrations' : 'production'
}

function isChangedByDeploy({ lines: { production }, database }: Difference, attribute: string): boolean {
  if (attribute === 'presence') return (production === null) !== (database === null)
  if (!production || !database || !(attribute in production.attributes)) return false
  return textOf(production.attributes[attribute] ?? null) !== textOf(database.attributes[attribute] ?? null)
}

/** How a rule puts the values of an attribute into words. */
export interface Phrases {
  /** As a predicate: `defaults to 1`. */
  readonly is: (value: AttributeValue) => string
  /** As an object of "says", where not the value itself. */
  readonly says?: (value: AttributeValue, voter: Voter) => string
}

/** `users.role defaults to 'A' in production; the migrations and schema.prisma say 'B'.` */
export function contrast(
  difference: Difference,
  attribute: string,
  phrases: Phrases,
  subject = name(difference.id),
): string {
  const verdict = difference.verdicts.get(attribute)
  if (!verdict) throw new Error(`${subject} has no verdict on ${attribute}`)
  const { votes } = verdict
  const [agreeing, against] = camps(verdict)
  const called = (voter: Voter) => voterName(voter, difference, attribute)
  const says = (voter: Voter) => (phrases.says ?? value)(votes[voter] ?? null, voter)
  const { database = null } = votes
  const first = `${subject} ${phrases.is(database)} in ${listed(['database' as const, ...agreeing].map(called))}`
  const [one, other] = against
  if (!one) return `${first}.`
  const each = (voter: Voter) => `${called(voter)} ${voter === 'history' ? 'say' : 'says'} ${says(voter)}`
  if (other === undefined) return `${first}; ${each(one)}.`
  if (verdict.cause === 'production') return `${first}; ${called(one)} and ${called(other)} say ${says(one)}.`
  return `${first}; ${each(one)} and ${each(other)}.`
}

/** Those who agree with the database, and those who do not. */
export function camps({ cause, votes }: Verdict): readonly [readonly Voter[], readonly Voter[]] {
  const others = (['history', 'schema'] as const).filter((voter) => votes[voter] !== undefined)
  const agrees = (voter: Voter) =>
    (cause === 'history' && voter === 'schema') || (cause === 'schema' && voter === 'history')
  return [others.filter(agrees), others.filter((voter) => !agrees(voter))]
}

/** Who the database is held against: schema.prisma where it disagrees, as the client is made from it; else the history. */
export function expectedBy(verdict: Verdict): Voter {
  const [, against] = camps(verdict)
  return against.includes('schema') ? 'schema' : 'history'
}

/**
 * `Post_title_idx is btree (title) in production; schema.prisma says hash (title).` Those who describe the object
 * alike are named together.
 * @param attributes the verdicts of which this speaks; one who has no vote on any of them is not named
 */
export function contrastWhole(
  difference: Difference,
  attributes: readonly string[],
  describe: (voter: Voter) => string | null,
  subject = name(difference.id),
): string {
  const known = attributes.filter((attribute) => difference.verdicts.has(attribute))
  const called = (voter: Voter) => {
    const changed = known.find((attribute) => isChangedByDeploy(difference, attribute))
    return voterName(voter, difference, changed ?? known[0] ?? 'name')
  }
  const own = describe('database') ?? ''
  const camp = new Map<string, Voter[]>([[own, ['database']]])
  for (const voter of ['history', 'schema'] as const) {
    const text = describe(voter)
    const isAsked = known.some((attribute) => difference.verdicts.get(attribute)?.votes[voter] !== undefined)
    if (text !== null && isAsked) camp.set(text, [...(camp.get(text) ?? []), voter])
  }
  const [[, agreeing] = ['', []], ...others] = camp
  const first = `${subject} is ${own} in ${listed(agreeing.map(called))}`
  const rest = others.map(([text, voters]) => {
    const verb = voters.length > 1 || voters[0] === 'history' ? 'say' : 'says'
    return `${listed(voters.map(called))} ${verb} ${text}`
  })
  return rest.length === 0 ? `${first}.` : `${first}; ${listed(rest)}.`
}

/**
 * The object as a voter has it. What it does not disagree on is as in the database; on what PSL cannot say the schema
 * is shown as it is.
 */
export function viewOf({ database, lines, verdicts }: Difference, voter: Voter): Attributes {
  const view = { ...database?.attributes }
  if (!database || voter === 'database') return view
  const { expressible } = traitsOf(database.id.kind)
  for (const attribute of Object.keys(view)) {
    const verdict = verdicts.get(attribute)
    const vote = verdict?.votes[voter]
    const own = lines[voter]?.attributes[attribute]
    if (verdict && vote !== undefined && camps(verdict)[1].includes(voter)) view[attribute] = vote
    else if (voter === 'schema' && attribute in expressible && own !== undefined) view[attribute] = own
  }
  return view
}
