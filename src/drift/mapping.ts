import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { compareObjects, objectKey, type TableMemberId } from '../model/object.ts'
import type { Catalogs, Mappings } from './difference.ts'
import { likelyColumns, spelledColumns } from './renames/columns.ts'
import { renamedEnums } from './renames/enums.ts'
import { missingIn, oneToOne, type Pair } from './renames/pairs.ts'
import { type Respelling, respelling } from './renames/respell.ts'
import { namesOf, respellTexts, retell } from './renames/retell.ts'
import { renamedTables, spelledTables } from './renames/tables.ts'

/** The lines, told in the names of one of them. */
export interface Told {
  readonly lines: Catalogs
  /** What schema.prisma calls the tables, columns and enums that it spells otherwise. */
  readonly mappings: Mappings
  /** The database's columns that may be others under a new name; the rows can show which are not. Sorted. */
  readonly candidates: readonly TableMemberId[]
}

/**
 * Tells every line in the names of the database that the application meets. What a pending migration renames is
 * followed by its identity; what is called otherwise for any other reason is known by what it is like.
 * A renamed object keeps its own name as `canonical.name`; its texts that mention the names are the database's.
 * @param strangers keys of the database's columns that the rows have shown to hold nothing of another one
 */
export function inDatabaseNames(catalogs: Catalogs, strangers: ReadonlySet<string> = new Set()): Told {
  const { deployed, history, schema } = catalogs
  const followed = catalogs.applied && history && movedNames(catalogs.applied, history)
  const applied = catalogs.applied && retell(catalogs.applied, followed ?? none)
  const production =
    catalogs.production &&
    retell(catalogs.production, deployed ? movedNames(catalogs.production, deployed) : (followed ?? none))
  const database = deployed ?? foretold(production, applied, history)
  if (!database || !production) return { lines: catalogs, mappings: new Map(), candidates: [] }
  const candidates = new Map<string, TableMemberId>()
  const tell = (line: Catalog | null, reference: Catalog, known: OtherNames = none) => {
    const told = line && tellLike(line, reference, strangers, known)
    for (const id of told?.candidates ?? []) candidates.set(objectKey(id), id)
    return told?.line ?? null
  }
  const toldHistory = tell(history, database)
  const isOne = applied !== null && applied === history && production === database
  const lines = {
    production,
    applied: isOne ? toldHistory : tell(applied, production),
    history: toldHistory,
    deployed,
    schema: tell(schema, database, toldHistory ? otherNames(toldHistory) : none),
  }
  return {
    lines,
    mappings: lines.schema === schema ? none : ownNames(lines.schema),
    candidates: [...candidates.values()].sort(compareObjects),
  }
}

const none: ReadonlyMap<string, string> = new Map()

/** What has another name in a later state of a clone of the same database. */
function movedNames(before: Catalog, after: Catalog): ReadonlyMap<string, string> {
  if (before === after) return none
  const moved: CatalogObject[] = []
  for (const [key, object] of before.objects)
    if (object.hints && object.hints.identity !== after.objects.get(key)?.hints?.identity) moved.push(object)
  if (moved.length === 0) return none
  const known = new Map([...after.objects.values()].map((object) => [identityOf(object), object]))
  const pairs = moved.flatMap((object): readonly Pair[] => {
    const other = known.get(identityOf(object))
    return other && other.id.name !== object.id.name ? [[object, other]] : []
  })
  return namesOf(pairs)
}

function identityOf({ id, hints }: CatalogObject): string {
  return `${id.kind} ${hints?.identity}`
}

/** The objects that production would have after a deploy that failed; only their names count. */
function foretold(
  production: Catalog | null,
  applied: Catalog | null,
  history: Catalog | null,
): Catalog | null {
  if (!production || !applied || !history || applied === history) return production
  const staying = [...production.objects].filter(
    ([key]) => !applied.objects.has(key) || history.objects.has(key),
  )
  const coming = [...history.objects].filter(([key]) => !applied.objects.has(key))
  return { ...production, objects: new Map([...staying, ...coming]) }
}

/** The database's names for what another line calls otherwise, by the key it would have under its name there. */
type OtherNames = ReadonlyMap<string, string>

function otherNames(told: Catalog): OtherNames {
  return new Map(
    [...told.objects.values()].flatMap(({ id, canonical: { name } }) =>
      typeof name === 'string' ? [[objectKey({ ...id, name }), id.name] as const] : [],
    ),
  )
}

/**
 * Tells a line in the names of the database, one kind of object after the other.
 * @param known what the migrations were seen to call otherwise: schema.prisma, which need not keep the order of
 * columns, shows less of what is one
 */
function tellLike(line: Catalog, database: Catalog, strangers: ReadonlySet<string>, known: OtherNames) {
  if (!mayDiffer(line, database)) return { line, candidates: [] }
  const knownAs = (kind: (typeof kinds)[number]) => (current: Catalog) =>
    missingIn(database, current, kind).flatMap((own): Pair[] => {
      const name = known.get(objectKey(own.id))
      const key = name === undefined ? '' : objectKey({ ...own.id, name })
      const other = database.objects.get(key)
      return other && !current.objects.has(key) ? [[own, other]] : []
    })
  const tables = [knownAs('table'), spelledTables, renamedTables]
  const outer = [...tables, knownAs('enum'), renamedEnums, knownAs('column'), spelledColumns]
  const told = outer.reduce((current, find) => retell(current, namesOf(find(current, database))), line)
  const likely = likelyColumns(told, database, spellingOf(told)).filter(
    ([, column]) => !strangers.has(objectKey(column.id)),
  )
  const all = retell(told, namesOf(oneToOne(likely)))
  const candidates = likely.flatMap(([, { id }]) => ('table' in id ? id : []))
  return { line: respellTexts(all, database, spellingOf(all)), candidates }
}

const kinds = ['table', 'column', 'enum'] as const

/** Has each of the two objects of one kind that the other lacks? */
function mayDiffer(line: Catalog, database: Catalog): boolean {
  return kinds.some(
    (kind) => missingIn(database, line, kind).length > 0 && missingIn(line, database, kind).length > 0,
  )
}

/** By the line's own names: those that it is told in. */
function spellingOf(line: Catalog): Respelling {
  return respelling(
    [...line.objects.values()].flatMap(({ id, canonical: { name } }) =>
      typeof name === 'string' ? [[name, id.name] as const] : [],
    ),
  )
}

function ownNames(line: Catalog | null): Mappings {
  const names = [...(line?.objects ?? [])].flatMap(
    ([
      key,
      {
        canonical: { name },
      },
    ]) => (typeof name === 'string' ? [[key, name] as const] : []),
  )
  return new Map(names)
}
