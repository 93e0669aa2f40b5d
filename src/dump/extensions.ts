/** The extensions that every build of PostgreSQL with its contrib modules has. https://www.postgresql.org/docs/current/contrib.html */
const contrib = new Set(
  `amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw
  fuzzystrmatch hstore insert_username intagg intarray isn lo ltree moddatetime pageinspect pg_freespacemap
  pg_logicalinspect pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks postgres_fdw refint seg
  sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2`.split(/\s+/),
)

const images: readonly (readonly [extension: RegExp, image: (major: number) => string])[] = [
  [/^postgis|^address_standardizer/, (major) => `postgis/postgis:${major}-3.5`],
  [/^vector$/, (major) => `pgvector/pgvector:pg${major}`],
  [/^timescaledb/, (major) => `timescale/timescaledb:latest-pg${major}`],
  [/^pgrouting$/, () => 'pgrouting/pgrouting'],
  [/^citus/, () => 'citusdata/citus'],
  [/^pg_search$/, () => 'paradedb/paradedb'],
  [/^pgroonga/, () => 'groonga/pgroonga'],
  [/^age$/, () => 'apache/age'],
  [
    /^(?:http|hypopg|index_advisor|pg_cron|pg_graphql|pg_hashids|pg_jsonschema|pg_net|pg_partman|pg_tle|pgjwt|pgmq|pgsodium|pgtap|plpgsql_check|plv8|rum|supabase_vault|vault|wrappers)$/,
    () => 'supabase/postgres',
  ],
]

/** An image that has this extension, for a server of this major version; null where none is known. */
export function imageWith(extension: string, major: number): string | null {
  if (contrib.has(extension)) return `postgres:${major}`
  return images.find(([pattern]) => pattern.test(extension))?.[1](major) ?? null
}
