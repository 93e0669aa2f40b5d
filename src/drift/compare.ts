import type { CatalogObject } from '../model/catalog.ts'
import { lines } from '../model/line.ts'
import { compareObjects, type ObjectId, objectKey } from '../model/object.ts'
import { align } from './align.ts'
import { databaseObject } from './attribute.ts'
import type { Catalogs, Difference, Drift, DriftContext, Verdict } from './difference.ts'
import { gapsOf } from './gaps.ts'
import { foldJoinTables } from './join-tables.ts'
import { ofKind } from './kinds/index.ts'
import { mapNames } from './mapping.ts'
import { identical } from './value.ts'
import { attributeVerdicts, type Ballot, presenceVerdict, type Trio } from './verdicts.ts'
import { type Electorate, electorate } from './vote.ts'

/**
 * Compares the lines: which objects and attributes differ, and which line is out. Pure; the result depends on
 * nothing but its arguments.
 */
export function compareLines(catalogs: Catalogs, context: DriftContext): Drift {
  const { lines: told, mappings } = inDatabaseNames(foldJoinTables(catalogs))
  const votes = electorate(told, context)
  const found = align(told).map((aligned) => {
    const { history, schema } = aligned.lines
    const database = databaseObject(aligned.lines, told.deployed !== null, told.applied !== null)
    return { aligned, trio: { database, history, schema } }
  })
  const parents = new Map(found.map(({ aligned, trio }) => [aligned.key, trio]))
  const ballots = found.map(({ aligned, trio }): Ballot => {
    const parent = aligned.parent === null ? undefined : parents.get(aligned.parent)
    const reached = {
      database: !parent || parent.database !== null,
      history: told.history !== null && (!parent || parent.history !== null),
      schema: told.schema !== null && (!parent || parent.schema !== null),
    }
    return { aligned, trio, vote: votes.presence(aligned), reached }
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
    context,
  }
}

function inDatabaseNames(catalogs: Catalogs) {
  const { schema, applied, history } = catalogs
  const database = catalogs.deployed ?? catalogs.production
  if (!schema || !database) return { lines: catalogs, mappings: new Map<string, string>() }
  const isPending = (key: string) =>
    !catalogs.deployed && history?.objects.has(key) === true && applied?.objects.has(key) === false
  const mapped = mapNames(schema, database, isPending)
  return { lines: { ...catalogs, schema: mapped.schema }, mappings: mapped.mappings }
}

function difference(ballot: Ballot, votes: Electorate, schemaExists: boolean): Difference | null {
  const { aligned, trio } = ballot
  if (isUndisputed(trio)) return null
  const presence = presenceVerdict(ballot, schemaExists)
  const verdicts =
    trio.database === null ? new Map<string, Verdict>() : attributeVerdicts(ballot, votes, schemaExists)
  if (presence) verdicts.set('presence', presence)
  if (verdicts.size === 0) return null
  const id = identityOf(ballot)
  const { parent } = aligned
  return { id, key: objectKey(id), parent, lines: aligned.lines, database: trio.database, verdicts }
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
