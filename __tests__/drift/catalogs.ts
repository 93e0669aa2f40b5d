/** Small catalogs in memory, with the attributes that docs/catalog.md has. */

import { classify } from '../../src/drift/classify.ts'
import { compareLines } from '../../src/drift/compare.ts'
import type { Catalogs, Drift, DriftContext } from '../../src/drift/difference.ts'
import type { Diagnostic } from '../../src/drift/rule.ts'
import type { EngineMigration } from '../../src/drift/unmigrated.ts'
import type { Attributes, Catalog, CatalogObject } from '../../src/model/catalog.ts'
import type { SourceMap } from '../../src/model/declaration.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { HistoryOutcome } from '../../src/model/migration.ts'
import { type ObjectId, objectKey } from '../../src/model/object.ts'

const schema = 'public'
const tableKey = (name: string) => objectKey({ kind: 'table', schema, name })

function object(
  id: ObjectId,
  attributes: Attributes,
  parent: string | null,
  canonical: Attributes = {},
): CatalogObject {
  return { id, attributes: { comment: null, ...attributes }, canonical, parent }
}

/** An object that is the same one in a clone, whatever it is called there. */
function known(made: CatalogObject): CatalogObject {
  return { ...made, hints: { identity: objectKey(made.id), position: null } }
}

export function schemaObject(name = schema): CatalogObject {
  return object({ kind: 'schema', name }, {}, null)
}

export function extension(name: string, attributes: Attributes = {}): CatalogObject {
  return object({ kind: 'extension', name }, { version: '1.0', schema, ...attributes }, null)
}

export function table(name: string, attributes: Attributes = {}, home = schema): CatalogObject {
  const own = {
    persistence: 'permanent',
    accessMethod: 'heap',
    ofType: null,
    partitionBy: null,
    inherits: [],
    options: [],
    replicaIdentity: 'default',
    rowSecurity: 'off',
  }
  const parent = objectKey({ kind: 'schema', name: home })
  return known(object({ kind: 'table', schema: home, name }, { ...own, ...attributes }, parent))
}

/** A default of `nextval(…)` is a serial. */
export function column(on: string, name: string, type: string, attributes: Attributes = {}): CatalogObject {
  const own = {
    type,
    nullable: false,
    default: null,
    identity: null,
    generated: null,
    generatedKind: null,
    collation: null,
    sequence: null,
  }
  const serial = String(attributes.default).startsWith('nextval') ? { default: 'serial' } : {}
  const id = { kind: 'column', schema, table: on, name } as const
  return known(object(id, { ...own, ...attributes }, tableKey(on), serial))
}

export function enumType(name: string, labels: readonly string[]): CatalogObject {
  const parent = objectKey({ kind: 'schema', name: schema })
  return known(object({ kind: 'enum', schema, name }, { labels }, parent))
}

export function primaryKey(on: string, columns: readonly string[], name = `${on}_pkey`): CatalogObject {
  const own = {
    columns,
    include: [],
    deferrable: false,
    initiallyDeferred: false,
    withoutOverlaps: false,
    options: [],
  }
  return object({ kind: 'primary-key', schema, table: on, name }, own, tableKey(on))
}

export function index(
  on: string,
  columns: readonly string[],
  attributes: Attributes = {},
  name?: string,
): CatalogObject {
  const each = (value: string) => columns.map(() => value)
  const own = {
    columns,
    include: [],
    deferrable: false,
    initiallyDeferred: false,
    withoutOverlaps: false,
    options: [],
    operatorClasses: each(''),
    orders: each('ASC'),
    nulls: each('LAST'),
    collations: each(''),
    unique: false,
    method: 'btree',
    predicate: null,
    nullsNotDistinct: false,
    valid: true,
    constraint: false,
    ...attributes,
  }
  const kind = own.unique ? 'unique' : 'index'
  const usual = `${on}_${columns.join('_')}_${own.unique ? 'key' : 'idx'}`
  return object({ kind, schema, table: on, name: name ?? usual }, own, tableKey(on))
}

export function unique(
  on: string,
  columns: readonly string[],
  attributes: Attributes = {},
  name?: string,
): CatalogObject {
  return index(on, columns, { unique: true, ...attributes }, name)
}

export function foreignKey(
  on: string,
  name: string,
  target: string,
  attributes: Attributes = {},
): CatalogObject {
  const own = {
    columns: [name],
    targetSchema: schema,
    targetTable: target,
    targetColumns: ['id'],
    onUpdate: 'CASCADE',
    onDelete: 'RESTRICT',
    onDeleteColumns: [],
    match: 'SIMPLE',
    validated: true,
    enforced: true,
    deferrable: false,
    initiallyDeferred: false,
    period: false,
    ...attributes,
  }
  return object({ kind: 'foreign-key', schema, table: on, name: `${on}_${name}_fkey` }, own, tableKey(on))
}

export function checkOn(
  on: string,
  name: string,
  expression: string,
  columns: readonly string[],
  attributes: Attributes = {},
): CatalogObject {
  const own = { expression, columns, validated: true, noInherit: false, enforced: true }
  return object({ kind: 'check', schema, table: on, name }, { ...own, ...attributes }, tableKey(on))
}

export function exclusion(
  on: string,
  name: string,
  columns: readonly string[],
  attributes: Attributes = {},
): CatalogObject {
  const own = {
    columns,
    operators: columns.map(() => '='),
    operatorClasses: columns.map(() => ''),
    collations: columns.map(() => ''),
    include: [],
    method: 'gist',
    predicate: null,
    deferrable: false,
    initiallyDeferred: false,
    options: [],
  }
  return object({ kind: 'exclusion', schema, table: on, name }, { ...own, ...attributes }, tableKey(on))
}

/** A domain, composite, range, sequence or collation. */
export function ofSchema(
  kind: 'domain' | 'composite' | 'range' | 'sequence' | 'collation',
  name: string,
  attributes: Attributes,
  parent = objectKey({ kind: 'schema', name: schema }),
): CatalogObject {
  return object({ kind, schema, name }, attributes, parent)
}

export function policy(on: string, name: string, attributes: Attributes = {}): CatalogObject {
  const own = { permissive: true, command: 'ALL', roles: ['public'], using: 'true', check: null }
  return object({ kind: 'policy', schema, table: on, name }, { ...own, ...attributes }, tableKey(on))
}

export function view(
  name: string,
  definition: string,
  attributes: Attributes = {},
  kind: 'view' | 'materialized-view' = 'view',
): CatalogObject {
  const own = { definition, columns: ['id integer'], options: [] }
  const parent = objectKey({ kind: 'schema', name: schema })
  return object({ kind, schema, name }, { ...own, ...attributes }, parent)
}

export function functionNamed(name: string, attributes: Attributes = {}): CatalogObject {
  const own = {
    kind: 'function',
    arguments: '',
    returns: 'trigger',
    language: 'plpgsql',
    body: 'BEGIN RETURN NEW; END',
    volatility: 'volatile',
    strict: false,
    securityDefiner: false,
    leakproof: false,
    parallel: 'unsafe',
    cost: 100,
    rows: 0,
    settings: [],
  }
  const parent = objectKey({ kind: 'schema', name: schema })
  return object({ kind: 'function', schema, name }, { ...own, ...attributes }, parent)
}

export function trigger(on: string, name: string, attributes: Attributes = {}): CatalogObject {
  const own = {
    timing: 'BEFORE',
    events: ['UPDATE'],
    columns: [],
    level: 'ROW',
    condition: null,
    function: 'public.touch',
    arguments: [],
    constraint: false,
    from: null,
    deferrable: false,
    initiallyDeferred: false,
    oldTable: null,
    newTable: null,
    enabled: 'origin',
  }
  return object({ kind: 'trigger', schema, table: on, name }, { ...own, ...attributes }, tableKey(on))
}

/** Objects stand in the order in which a table has its columns. */
export function catalog(objects: readonly CatalogObject[]): Catalog {
  const placed = objects.map((each, position) =>
    each.hints ? { ...each, hints: { ...each.hints, position } } : each,
  )
  return { objects: new Map(placed.map((each) => [objectKey(each.id), each])), gaps: [] }
}

/** A change of a list of objects. */
export type Change = (objects: readonly CatalogObject[]) => readonly CatalogObject[]

export const add =
  (...more: readonly CatalogObject[]): Change =>
  (objects) => [...objects, ...more]

/** Leaves out the objects of this name, and all that is on a table of this name. */
export const drop =
  (name: string): Change =>
  (objects) =>
    objects.filter(({ id }) => id.name !== name && !('table' in id && id.table === name))

/** The object with other attributes; what is compared is then what is printed. */
export function alterObject(each: CatalogObject, attributes: Attributes): CatalogObject {
  const canonical = Object.entries(each.canonical).filter(([name]) => !(name in attributes))
  return {
    ...each,
    attributes: { ...each.attributes, ...attributes },
    canonical: Object.fromEntries(canonical),
  }
}

/** Changes attributes of the objects of this name. */
export const alter =
  (name: string, attributes: Attributes): Change =>
  (objects) =>
    objects.map((each) => (each.id.name === name ? alterObject(each, attributes) : each))

export const rename =
  (from: string, to: string): Change =>
  (objects) =>
    objects.map((each) => (each.id.name === from ? { ...each, id: { ...each.id, name: to } } : each))

export const all =
  (...changes: readonly Change[]): Change =>
  (objects) =>
    changes.reduce((current, change) => change(current), objects)

export const none: Change = (objects) => objects

/** Two tables, an enum, and one of everything on them. */
export const shop: readonly CatalogObject[] = [
  schemaObject(),
  extension('citext'),
  enumType('Role', ['MEMBER', 'ADMIN']),
  table('users'),
  column('users', 'id', 'text'),
  column('users', 'email', 'text'),
  column('users', 'nick', 'text', { nullable: true }),
  column('users', 'role', 'public."Role"', { default: `'MEMBER'::public."Role"` }),
  column('users', 'created_at', 'timestamp(3) without time zone', { default: 'CURRENT_TIMESTAMP' }),
  primaryKey('users', ['id']),
  unique('users', ['email']),
  table('posts'),
  column('posts', 'no', 'integer', { default: `nextval('public.posts_no_seq'::regclass)` }),
  column('posts', 'title', 'character varying(200)'),
  column('posts', 'userId', 'text'),
  primaryKey('posts', ['no']),
  index('posts', ['userId']),
  foreignKey('posts', 'userId', 'users'),
]

const noSource: SourceMap = { models: new Map(), enums: new Map(), joinTables: new Map() }

export const context: DriftContext = {
  project: {
    schemas: ['public'],
    relationMode: 'foreignKeys',
    externalTables: [],
    externalEnums: [],
    prismaVersion: null,
    previewFeatures: [],
  },
  source: noSource,
}

/** What is done to each line of a check. A line that is not named is as the shop is; null: there is no such line. */
export interface Lines {
  readonly production?: Change
  readonly history?: Change | null
  readonly schema?: Change | null
  /** What the pending migrations make of production and of what was applied; null: they fail. */
  readonly pending?: Change | null
}

/** The catalogs of a check. `pending` is done to production and, for the history, to what was applied. */
export function linesOf({
  production = none,
  history = none,
  schema = none,
  pending = none,
}: Lines): Catalogs {
  const applied = history && catalog(history(shop))
  const made = pending ?? none
  return {
    production: catalog(production(shop)),
    applied,
    history: history && catalog(made(history(shop))),
    deployed: history && pending ? catalog(made(production(shop))) : null,
    schema: schema && catalog(schema(shop)),
  }
}

export function driftOf(
  lines: Lines,
  changed: Partial<DriftContext['project']> = {},
  source = noSource,
): Drift {
  return compareLines(linesOf(lines), { project: { ...context.project, ...changed }, source })
}

interface Classified {
  readonly evidence?: Evidence
  readonly history?: HistoryOutcome | null
  readonly diagnostics?: readonly Diagnostic[]
  readonly migration?: EngineMigration
}

export function findingsOf(
  drift: Drift,
  { evidence = new Map(), history = null, diagnostics = [], migration }: Classified = {},
) {
  return classify(drift, evidence, { history, diagnostics, migration: migration ?? null })
}

/** A finding in one line, as case.yml has it. */
export function told({ severity, rule, object: { kind, name }, cause }: Finding): string {
  return [severity, rule, kind, name, cause].join(' ')
}

export function check(lines: Lines, classified: Classified = {}): readonly string[] {
  return findingsOf(driftOf(lines), classified).map(told)
}
