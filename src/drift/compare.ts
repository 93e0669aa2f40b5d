import type { CatalogObject } from '../model/catalog.ts'
import { lines } from '../model/line.ts'
import { compareObjects, type ObjectId, objectKey } from '../model/object.ts'
import { type Aligned, align } from './align.ts'
import { databaseObject } from './attribute.ts'
import { tellComputed } from './computed.ts'
import type { Catalogs, Difference, Drift, DriftContext, Verdict } from './difference.ts'
import { gapsOf } from './gaps.ts'
import { foldJoinTables } from './join-tables.ts'
import { ofKind } from './kinds/index.ts'
import { inDatabaseNames } from './mapping.ts'
import { mentions } from './mentions.ts'
import { identical } from './value.ts'
import { attributeVerdicts, type Ballot, presenceVerdict, type Trio } from './verdicts.ts'
import { declareViews } from './views.ts'
import { type Electorate, electorate } from './vote.ts'

/**
 * Compares the lines: which objects and attributes differ, and which line is out. Pure; the result depends on
 * nothing but its arguments.
 */
export function compareLines(catalogs: Catalogs, context: DriftContext): Drift {
  const folded = foldJoinTables(declareViews(catalogs, context.source))
  const { lines: named, mappings, candidates } = inDatabaseNames(folded, context.strangers)
  const told = tellComputed(named)
  const votes = electorate(told, context)
  const found = align(told).map((aligned) => {
    const { history, schema } = aligned.lines
    const isUntold = isMentioned(aligned, context.untold)
    const foretells = told.applied !== null && !isUntold && !isMentioned(aligned, context.rewritten)
    const database = databaseObject(aligned.lines, told.deployed !== null, foretells)
    return { aligned, isUntold, trio: { database, history, schema } }
  })
  const parents = new Map(found.map(({ aligned, trio }) => [aligned.key, trio]))
  const ballots = found.map(({ aligned, isUntold, trio }): Ballot => {
    const parent = aligned.parent === null ? undefined : parents.get(aligned.parent)
    const reached = {
      database: !parent || parent.database !== null,
      history: told.history !== null && !isUntold && (!parent || parent.history !== null),
      schema: told.schema !== null && (!parent || parent.schema !== null),
    }
    const asked = isUntold ? { ...trio, history: null } : trio
    return { aligned, isUntold, trio: asked, vote: votes.presence(aligned), reached }
  })
  const differences: Difference[] = []
  const healed: ObjectId[] = []
  const foretold: ObjectId[] = []
  for (const ballot of ballots) {
    const { lines: at } = ballot.aligned
    if (!told.deployed && ballot.trio.database !== at.production) foretold.push(identityOf(ballot))
    const disputed = difference(ballot, votes, told.schema !== null)
    if (disputed) differences.push(disputed)
    else if (told.deployed && told.deployed !== told.production && isHealed(ballot))
      healed.push(identityOf(ballot))
  }
  return {
    differences: differences.sort((a, b) => compareObjects(a.id, b.id)),
    gaps: gapsOf(told, context, ballots),
    healed: healed.sort(compareObjects),
    foretold: foretold.sort(compareObjects),
    catalogs: told,
    mappings,
    candidates,
    context,
  }
}

function difference(ballot: Ballot, votes: Electorate, schemaExists: boolean): Difference | null {
  const { aligned, trio, isUntold, vote } = ballot
  if (isUndisputed(trio) || (isUntold && vote !== 'votes')) return null
  const presence = presenceVerdict(ballot, schemaExists)
  const verdicts =
    trio.database === null ? new Map<string, Verdict>() : attributeVerdicts(ballot, votes, schemaExists)
  if (presence) verdicts.set('presence', presence)
  if (verdicts.size === 0) return null
  const id = identityOf(ballot)
  const { parent } = aligned
  return { id, key: objectKey(id), parent, lines: aligned.lines, database: trio.database, verdicts }
}

/** Is it called, in any line, as one of these? */
function isMentioned({ lines: at }: Aligned, names: ReadonlySet<string> | undefined): boolean {
  if (!names || names.size === 0) return false
  return lines.some((line) => {
    const object = at[line]
    return object !== null && mentions(names, object.id)
  })
}

/** Do all three have it, with nothing to tell them apart? */
function isUndisputed({ database, history, schema }: Trio): boolean {
  return (
    database !== null &&
    history !== null &&
    schema !== null &&
    identical(database, history) &&
    identical(database, schema)
  )
}

/** The database's name; the kind as history has it, else schema, else the database. */
function identityOf({ aligned: { lines: at }, trio }: Ballot): ObjectId {
  const [named] = [trio.database, at.production, at.history, ...lines.map((line) => at[line])].filter(
    isPresent,
  )
  const [typed] = [at.history, at.schema, named ?? null].filter(isPresent)
  if (!named || !typed) throw new Error('an aligned object is in no line')
  return ofKind(named.id, typed.id)
}

/** Was production out, where now nothing is? */
function isHealed({ aligned: { lines: at } }: Ballot): boolean {
  return !same(at.production, at.applied) && !same(at.production, at.deployed)
}

function same(a: CatalogObject | null, b: CatalogObject | null): boolean {
  return a === null || b === null ? a === b : identical(a, b)
}

function isPresent<T>(value: T | null): value is T {
  return value !== null
}
