import type pg from 'pg'
import type { Gap } from '../../model/catalog.ts'
import { firstUserOid, ownObject, publicComment, scope } from './scope.ts'

/** A kind of object that is seen and not compared. */
export interface GapKind {
  readonly kind: string
  readonly one: string
  readonly many: string
  /** What to count, behind FROM: `own_relation`, `own_schema` and `own_table` are there. */
  readonly from: string
}

/** Members of a schema, by the catalog they live in and its column for the schema. */
function inSchema(catalog: string, schema: string, condition = 'true'): string {
  return `${catalog} o JOIN own_schema s ON s.oid = o.${schema} WHERE ${condition} AND ${ownObject(catalog, 'o.oid')}`
}

/** Objects of the whole database. */
function inDatabase(catalog: string, condition = 'true'): string {
  return `${catalog} o WHERE o.oid >= ${firstUserOid} AND ${condition} AND ${ownObject(catalog, 'o.oid')}`
}

/** What belongs to a table or a view. */
function onRelation(catalog: string, relation: string, condition = 'true'): string {
  return `${catalog} o JOIN own_relation r ON r.oid = o.${relation} WHERE ${condition} AND ${ownObject(catalog, 'o.oid')}`
}

/** Comments and labels hang on any object of ours, `public` too, and on our tables' columns. */
function onObject(catalog: string, condition = 'true'): string {
  return `${catalog} o WHERE ${condition} AND o.classoid <> 'pg_extension'::regclass
    AND (o.objoid >= ${firstUserOid} OR (o.classoid = 'pg_namespace'::regclass AND o.objoid IN (SELECT oid FROM own_schema)))
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.classoid AND e.objid = o.objoid AND e.deptype = 'e')`
}

/** Postgres makes functions and a cast for each range type. */
const written = (catalog: string) => `NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = '${catalog}'::regclass AND d.objid = o.oid AND d.deptype = 'i')`

/** All kinds of objects of a database that have no family; docs/coverage.md says why. */
export const gapKinds: readonly GapKind[] = [
  gap('foreign-table', 'foreign table', 'foreign tables', `own_relation WHERE relkind = 'f'`),
  gap(
    'partition',
    'partition (its parent stands for it)',
    'partitions (their parents stand for them)',
    inSchema('pg_class', 'relnamespace', `o.relispartition AND o.relkind IN ('r', 'p', 'f')`),
  ),
  gap('rule', 'rule', 'rules', onRelation('pg_rewrite', 'ev_class', `o.rulename <> '_RETURN'`)),
  gap(
    'statistics',
    'extended statistics object',
    'extended statistics objects',
    inSchema('pg_statistic_ext', 'stxnamespace'),
  ),
  gap(
    'aggregate',
    'aggregate',
    'aggregates',
    inSchema('pg_proc', 'pronamespace', `o.prokind = 'a' AND ${written('pg_proc')}`),
  ),
  gap(
    'base-type',
    'base type',
    'base types',
    inSchema('pg_type', 'typnamespace', `(o.typtype = 'b' AND o.typcategory <> 'A' OR NOT o.typisdefined)`),
  ),
  gap('conversion', 'conversion', 'conversions', inSchema('pg_conversion', 'connamespace')),
  gap('operator', 'operator', 'operators', inSchema('pg_operator', 'oprnamespace')),
  gap('operator-class', 'operator class', 'operator classes', inSchema('pg_opclass', 'opcnamespace')),
  gap('operator-family', 'operator family', 'operator families', inSchema('pg_opfamily', 'opfnamespace')),
  gap(
    'text-search-configuration',
    'text search configuration',
    'text search configurations',
    inSchema('pg_ts_config', 'cfgnamespace'),
  ),
  gap(
    'text-search-dictionary',
    'text search dictionary',
    'text search dictionaries',
    inSchema('pg_ts_dict', 'dictnamespace'),
  ),
  gap(
    'text-search-parser',
    'text search parser',
    'text search parsers',
    inSchema('pg_ts_parser', 'prsnamespace'),
  ),
  gap(
    'text-search-template',
    'text search template',
    'text search templates',
    inSchema('pg_ts_template', 'tmplnamespace'),
  ),
  gap('cast', 'cast', 'casts', inDatabase('pg_cast', written('pg_cast'))),
  gap('transform', 'transform', 'transforms', inDatabase('pg_transform')),
  gap('language', 'language', 'languages', inDatabase('pg_language')),
  gap('access-method', 'access method', 'access methods', inDatabase('pg_am')),
  gap('event-trigger', 'event trigger', 'event triggers', inDatabase('pg_event_trigger')),
  gap('publication', 'publication', 'publications', inDatabase('pg_publication')),
  gap(
    'subscription',
    'subscription',
    'subscriptions',
    'pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())',
  ),
  gap(
    'foreign-data-wrapper',
    'foreign-data wrapper',
    'foreign-data wrappers',
    inDatabase('pg_foreign_data_wrapper'),
  ),
  gap('foreign-server', 'foreign server', 'foreign servers', inDatabase('pg_foreign_server')),
  gap('user-mapping', 'user mapping', 'user mappings', 'pg_user_mappings'),
  gap('security-label', 'security label', 'security labels', onObject('pg_seclabel')),
  gap('comment', 'comment', 'comments', onObject('pg_description', `o.description <> '${publicComment}'`)),
]

function gap(kind: string, one: string, many: string, from: string): GapKind {
  return { kind, one, many, from }
}

/**
 * Counts, in one query, what is in this database and not compared; kinds of which there is none are left out.
 * @param compared how many objects were read with a comment: the other comments are a gap
 */
export async function readGaps(client: pg.Client, compared: number): Promise<readonly Gap[]> {
  const counts = gapKinds.map(
    ({ kind, from }) => `SELECT '${kind}' AS kind, count(*)::int AS count FROM ${from}`,
  )
  const { rows } = await client.query<{ kind: string; count: number }>(
    `WITH ${scope} ${counts.join('\nUNION ALL\n')}`,
  )
  const counted = new Map(
    rows.map(({ kind, count }) => [kind, kind === 'comment' ? count - compared : count]),
  )
  return gapKinds.flatMap(({ kind, one, many }) => {
    const count = counted.get(kind) ?? 0
    const seen = count === 1 ? `1 ${one} was` : `${count} ${many} were`
    return count === 0 ? [] : [{ kind, count, message: `${seen} seen and not compared.` }]
  })
}
