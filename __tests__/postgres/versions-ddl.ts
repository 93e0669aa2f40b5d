/** DDL of every family, and what later versions of Postgres added to it. */

interface Feature {
  /** The first major version that knows it. */
  readonly since: number
  readonly sql: string
}

const features: readonly Feature[] = [
  {
    since: 12,
    sql: `
      CREATE SCHEMA ext; CREATE SCHEMA shop;
      CREATE EXTENSION citext SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext; CREATE EXTENSION "uuid-ossp" SCHEMA ext;
      CREATE EXTENSION btree_gist SCHEMA ext;
      CREATE TYPE role AS ENUM ('MEMBER', 'ADMIN');
      ALTER TYPE role ADD VALUE 'OWNER' BEFORE 'ADMIN';
      CREATE DOMAIN slug AS text CHECK (position(' ' IN VALUE) = 0 AND VALUE IN ('a', 'b'));
      CREATE DOMAIN percent AS integer DEFAULT 5 NOT NULL CONSTRAINT whole CHECK (VALUE BETWEEN 0 AND 100);
      CREATE TYPE address AS (street text, zip varchar(10));
      CREATE TYPE hours AS RANGE (SUBTYPE = time);
      CREATE COLLATION plain FROM "C";
      CREATE SEQUENCE bill_no AS integer START 1000 INCREMENT 5 CACHE 10 CYCLE MAXVALUE 9999;
      CREATE TABLE users (
        id serial PRIMARY KEY,
        no integer GENERATED ALWAYS AS IDENTITY,
        email ext.citext NOT NULL DEFAULT 'x',
        name varchar(20) DEFAULT 'it''s',
        role role NOT NULL DEFAULT 'MEMBER',
        roles role[] DEFAULT '{MEMBER}',
        at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
        until timestamp DEFAULT (now() AT TIME ZONE 'utc'),
        year double precision DEFAULT EXTRACT(year FROM now()),
        span interval DEFAULT '1 day 02:00',
        data jsonb DEFAULT '{"b": 1, "a": [1, 2]}',
        upper text GENERATED ALWAYS AS (upper(trim(both FROM name))) STORED,
        key uuid DEFAULT ext.uuid_generate_v4(),
        sorted text COLLATE "C",
        rate numeric(6,2) DEFAULT 1.50,
        page slug,
        home address,
        CONSTRAINT ends_later CHECK ((until, until) OVERLAPS (until, span)),
        CONSTRAINT this_century CHECK (EXTRACT(year FROM until) >= 2000),
        CONSTRAINT name_known CHECK (name IN ('a', 'b') OR substring(name FROM 1 FOR 1) = overlay('x' PLACING name FROM 1)),
        CONSTRAINT later CHECK (rate > 0) NO INHERIT NOT VALID
      );
      COMMENT ON TABLE users IS 'people'; COMMENT ON COLUMN users.name IS 'in full';
      CREATE UNIQUE INDEX partial ON users (lower(name) DESC, id DESC NULLS LAST, sorted) INCLUDE (at) WHERE name IN ('a', 'b');
      CREATE INDEX trigrams ON users USING gin (name ext.gin_trgm_ops);
      CREATE INDEX classes ON users (name text_pattern_ops, name COLLATE "C", email, (id + 1)) WITH (fillfactor = 70);
      CREATE INDEX by_day ON users (date(at AT TIME ZONE 'UTC'), (EXTRACT(month FROM until)));
      ALTER TABLE users ADD CONSTRAINT email_once UNIQUE (email) DEFERRABLE INITIALLY DEFERRED;
      CREATE TABLE shop.orders (
        id bigint PRIMARY KEY, "user" integer NOT NULL REFERENCES users ON UPDATE CASCADE ON DELETE SET NULL,
        during tsrange, EXCLUDE USING gist ("user" WITH =, during WITH &&) WHERE (id > 0)
      );
      ALTER TABLE shop.orders ADD CONSTRAINT twice FOREIGN KEY ("user") REFERENCES users (id) MATCH FULL DEFERRABLE NOT VALID;
      CREATE UNLOGGED TABLE bare () WITH (fillfactor = 80);
      ALTER TABLE bare REPLICA IDENTITY FULL;
      CREATE TABLE heir (more text) INHERITS (shop.orders);
      CREATE TABLE days (id integer NOT NULL, day date NOT NULL, PRIMARY KEY (day, id)) PARTITION BY RANGE (day);
      CREATE TABLE days_2020 PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE VIEW calendar AS
        SELECT id, until AT TIME ZONE 'UTC' AS moment, trim(both FROM name) AS name, substring(name FROM 2) AS rest
        FROM users WHERE name IN ('a', 'b') AND (until, until) OVERLAPS (until, span);
      CREATE VIEW checked WITH (security_barrier = true) AS SELECT id FROM users WHERE id > 3 WITH LOCAL CHECK OPTION;
      CREATE MATERIALIZED VIEW counts AS SELECT role, count(*) AS count FROM users GROUP BY role;
      CREATE UNIQUE INDEX counts_role ON counts (role);
      CREATE FUNCTION twice(n integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT n * 2';
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        NEW.at = now();
        RETURN NEW;
      END $$;
      CREATE PROCEDURE tidy(INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := 1; END $$;
      CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
      CREATE TRIGGER touched BEFORE UPDATE OF name ON users FOR EACH ROW
        WHEN (NEW.name IN ('a', 'b') AND EXTRACT(hour FROM NEW.until) > 6) EXECUTE FUNCTION touch();
      CREATE CONSTRAINT TRIGGER afterwards AFTER INSERT ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
      ALTER TABLE users DISABLE TRIGGER touched;
      ALTER TABLE users ENABLE ROW LEVEL SECURITY; ALTER TABLE users FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON users AS RESTRICTIVE FOR UPDATE USING (name IN ('a', 'b')) WITH CHECK (email = current_user);
      CREATE RULE nothing AS ON DELETE TO bare DO INSTEAD NOTHING;
      CREATE STATISTICS related (dependencies) ON id, no FROM users;
    `,
  },
  { since: 13, sql: 'CREATE TABLE tokens (id uuid PRIMARY KEY DEFAULT gen_random_uuid());' },
  {
    since: 14,
    sql: `
      CREATE FUNCTION thrice(n integer) RETURNS integer LANGUAGE sql RETURN n * 3;
      CREATE TABLE squeezed (id integer, text text COMPRESSION pglz);`,
  },
  {
    since: 15,
    sql: `
      CREATE TABLE once (a integer, b integer, CONSTRAINT once_a UNIQUE NULLS NOT DISTINCT (a));
      CREATE TABLE pairs (a integer NOT NULL, b integer, UNIQUE (a, b));
      CREATE TABLE part (a integer, b integer, FOREIGN KEY (a, b) REFERENCES pairs (a, b) ON DELETE SET NULL (b));
      CREATE VIEW invoked WITH (security_invoker = true) AS SELECT a FROM once;`,
  },
  { since: 17, sql: `CREATE TABLE merged (a integer, b json DEFAULT JSON_OBJECT('k': 1));` },
  {
    since: 18,
    sql: `
      CREATE TABLE virtual (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
      CREATE TABLE lax (id integer PRIMARY KEY, a integer CHECK (a > 0) NOT ENFORCED, b integer REFERENCES lax NOT ENFORCED);
      CREATE TABLE periods (id integer, at tsrange, PRIMARY KEY (id, at WITHOUT OVERLAPS));
      CREATE TABLE within (id integer, at tsrange, FOREIGN KEY (id, PERIOD at) REFERENCES periods (id, PERIOD at));
      CREATE TABLE soon (a integer); ALTER TABLE soon ADD CONSTRAINT a_there NOT NULL a NOT VALID;`,
  },
]

/** All that a version knows. */
export function ddlFor(major: number): string {
  return features.flatMap(({ since, sql }) => (since <= major ? sql : [])).join('\n')
}
