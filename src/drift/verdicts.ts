import type { Attributes, AttributeValue, CatalogObject } from '../model/catalog.ts'
import type { Aligned } from './align.ts'
import { causeOf } from './attribute.ts'
import type { Verdict, Voter, Votes } from './difference.ts'
import { isSilent, traitsOf } from './kinds/index.ts'
import { canonicalOf, equalValues, identical, ownName, printOf } from './value.ts'
import type { Electorate, SchemaVote } from './vote.ts'

/** One object as the three that are asked have it. */
export type Trio = Readonly<Record<Voter, CatalogObject | null>>

/** An object with who can be asked about it: a line that lacks its parent cannot. */
export interface Ballot {
  readonly aligned: Aligned
  /** Did a statement about it not run, so that the history has no say? */
  readonly isUntold: boolean
  readonly trio: Trio
  readonly vote: SchemaVote
  readonly reached: Readonly<Record<Voter, boolean>>
}

/** Whether the lines agree that the object is there; null where they do. */
export function presenceVerdict({ trio, vote, reached }: Ballot, schemaExists: boolean): Verdict | null {
  if (!reached.database) return null
  const has = (voter: Voter) => trio[voter] !== null
  const votes = reached.schema && vote === 'votes'
  const lastResort = reached.schema && vote === 'silent' && !reached.history
  const agree = (one: Voter, other: Voter, asked: boolean) => (asked ? has(one) === has(other) : null)
  const cause = causeOf({
    databaseHistory: agree('database', 'history', reached.history),
    databaseSchema: agree('database', 'schema', votes || lastResort),
    historySchema: agree('history', 'schema', votes && reached.history),
    schemaAbstains: schemaExists || vote !== 'votes',
  })
  if (!cause || (vote === 'external' && !has('history'))) return null
  const asked = { database: true, history: reached.history, schema: votes }
  return { cause, votes: votesOf((voter) => (asked[voter] ? has(voter) : undefined)) }
}

/** What the lines that have the object say otherwise of it, by attribute; `name` is one. */
export function attributeVerdicts(
  ballot: Ballot,
  votes: Electorate,
  schemaExists: boolean,
): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  const { trio, vote } = ballot
  const { database, history } = trio
  const schema = vote === 'votes' ? trio.schema : null
  if (!database || [history, schema].every((object) => !object || identical(database, object)))
    return verdicts
  const compared = {
    database: comparedOf(database),
    history: history && comparedOf(history),
    schema: schema && comparedOf(schema),
  }
  for (const attribute of namesOf(compared.database, compared.history, compared.schema)) {
    const value = (voter: Voter) => compared[voter]?.[attribute] ?? null
    const asked = schema !== null && votes.votesOn(attribute, schema)
    const agrees = (voter: Voter): boolean | null => {
      const object = trio[voter]
      if (!asked || !object) return null
      return votes.agrees(attribute, object, schema, equalValues(value(voter), value('schema')))
    }
    const agreement = {
      databaseHistory: history && equalValues(value('database'), value('history')),
      databaseSchema: agrees('database'),
      historySchema: agrees('history'),
      schemaAbstains: schemaExists || vote !== 'votes' || isSilent(attribute, database),
    }
    const cause = causeOf(agreement)
    if (!cause) continue
    const indifferent = agreement.databaseSchema && agreement.historySchema
    const print = (voter: Voter) => {
      const object = trio[voter]
      if (!object || (voter === 'schema' && (!asked || indifferent))) return undefined
      return attribute in object.attributes ? printOf(object, attribute) : value(voter)
    }
    verdicts.set(attribute, { cause, votes: votesOf(print) })
  }
  return verdicts
}

function votesOf(vote: (voter: Voter) => AttributeValue | undefined): Votes {
  const votes: Partial<Record<Voter, AttributeValue>> = {}
  for (const voter of ['database', 'history', 'schema'] as const) {
    const value = vote(voter)
    if (value !== undefined) votes[voter] = value
  }
  return votes
}

/** What of an object is compared: its attributes, canonical where they have such a text, and its name. */
export function comparedOf(object: CatalogObject): Attributes {
  const { compared } = traitsOf(object.id.kind)
  const own = compared ? compared(object) : { ...object.attributes, ...object.canonical }
  const [comment, grants] = [canonicalOf(object, 'comment'), canonicalOf(object, 'grants')]
  return { name: ownName(object), comment, grants, ...own }
}

function namesOf(...objects: readonly (Attributes | null)[]): ReadonlySet<string> {
  return new Set(objects.flatMap((attributes) => (attributes ? Object.keys(attributes) : [])))
}
