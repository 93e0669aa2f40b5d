import type { AttributeValue, Catalog, CatalogObject, Gap } from '../model/catalog.ts'
import type { SourceMap } from '../model/declaration.ts'
import type { Cause } from '../model/finding.ts'
import type { Line } from '../model/line.ts'
import type { DroppedObject } from '../model/migration.ts'
import type { ObjectId, TableMemberId } from '../model/object.ts'
import type { PrismaProject } from '../model/project.ts'

/** A catalog for each line; null where the line does not exist (no history, a failed deploy, an invalid schema). */
export type Catalogs = Readonly<Record<Line, Catalog | null>>

/** What the comparison must know of the repository beside the catalogs. */
export interface DriftContext {
  readonly project: Pick<
    PrismaProject,
    'schemas' | 'relationMode' | 'externalTables' | 'externalEnums' | 'prismaVersion' | 'previewFeatures'
  >
  readonly source: SourceMap
  /** What the migrations drop, and do not make again. */
  readonly dropped?: readonly DroppedObject[] | undefined
  /** Keys of the database's columns that the rows have shown to hold nothing of a column of another name. */
  readonly strangers?: ReadonlySet<string> | undefined
  /** The names in statements of the migrations that did not run: of these the history has no say. */
  readonly untold?: ReadonlySet<string> | undefined
  /** The names in statements that production ran in another text than the repository has. */
  readonly rewritten?: ReadonlySet<string> | undefined
}

/** One object as each line has it; null where a line lacks it. */
export type PerLine = Readonly<Record<Line, CatalogObject | null>>

/** The three that are asked about an object: the database the application meets, the migrations, schema.prisma. */
export type Voter = 'database' | 'history' | 'schema'

/** What each voter says; a voter that abstains, or does not exist, is left out. */
export type Votes = Readonly<Partial<Record<Voter, AttributeValue>>>

/** What a finding is about: who says what, by attribute. */
export type Dispute = ReadonlyMap<string, Votes>

/** A disagreement about one attribute, or about `presence` or `name`. */
export interface Verdict {
  readonly cause: Cause
  /** As Postgres prints them. */
  readonly votes: Votes
}

/** One object about which the lines disagree. */
export interface Difference {
  /** The database's name; the kind as history has it, else schema, else the database. */
  readonly id: ObjectId
  readonly key: string
  readonly parent: string | null
  readonly lines: PerLine
  /** As the application meets it: deployed, or what deployed would be where the deploy failed. */
  readonly database: CatalogObject | null
  /** By attribute; `presence` stands alone, `name` is the object's own. Never empty. */
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/** The tables, columns and enums that schema.prisma calls otherwise: its name for them, by the database's key. */
export type Mappings = ReadonlyMap<string, string>

/** All that the lines disagree about. */
export interface Drift {
  /** Sorted by object. */
  readonly differences: readonly Difference[]
  readonly gaps: readonly Gap[]
  /** What a pending migration settles: in production, not in the database after it. Sorted. */
  readonly healed: readonly ObjectId[]
  /** Where the deploy failed: what the waiting migrations would change. Sorted. */
  readonly foretold: readonly ObjectId[]
  /** The catalogs as they were compared: the schema in the database's names. */
  readonly catalogs: Catalogs
  readonly mappings: Mappings
  /** The database's columns that may be others under a new name; the rows can show which are not. Sorted. */
  readonly candidates: readonly TableMemberId[]
  readonly context: DriftContext
}
