/** A database with one of nearly everything that a dump can hold, and names and values that are hard to quote. */
export const sample = String.raw`
CREATE SCHEMA "we;ird ""schema""";
CREATE EXTENSION citext;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;
CREATE TYPE role AS ENUM ('admin', 'it''s', 'b;c', 'ünï');
CREATE DOMAIN "Email;" AS citext CHECK (VALUE ~ '^[^@;]+@[^@;]+$');
CREATE TYPE pair AS (a int, b text);
CREATE SEQUENCE free START 7;
CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  email "Email;" UNIQUE,
  role role NOT NULL DEFAULT 'it''s',
  tags text[] DEFAULT '{}',
  data jsonb DEFAULT '{"a": ";"}',
  raw bytea,
  doubled int GENERATED ALWAYS AS (length(note) * 2) STORED,
  note text DEFAULT E'line\nbreak; \\ backslash',
  CONSTRAINT "note; check" CHECK (note <> ';')
);
CREATE TABLE "we;ird ""schema"""."ta""ble;
newline" (id int GENERATED ALWAYS AS IDENTITY, "co;l" varchar(10) COLLATE "C", owner uuid REFERENCES users ON DELETE CASCADE);
CREATE UNIQUE INDEX "in;dex" ON users (lower(note)) WHERE role <> 'b;c';
CREATE TABLE parts (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE parts_2024 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE parts_rest PARTITION OF parts DEFAULT;
CREATE VIEW names AS SELECT id, CASE WHEN role = 'admin' THEN 'x;' ELSE '--' END AS label FROM users;
CREATE MATERIALIZED VIEW counted AS SELECT role, count(*) AS n FROM users GROUP BY role;
CREATE FUNCTION dollars(a int, b text DEFAULT ';') RETURNS text LANGUAGE plpgsql AS $fn$
BEGIN
  -- a comment; with $$ in it
  RETURN a || $$;$$ || b;
END $fn$;
CREATE FUNCTION atomic(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN x > 1 THEN 2 ELSE (CASE WHEN x < 0 THEN 3 END) END; END;
CREATE PROCEDURE fill() LANGUAGE sql BEGIN ATOMIC INSERT INTO parts VALUES (1, '2024-05-05'); DELETE FROM parts WHERE id = 99; END;
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := ''trig;''; RETURN NEW; END';
CREATE TRIGGER "trig;ger" BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE RULE twice AS ON DELETE TO parts_rest DO ALSO (SELECT 1; SELECT ';');
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON users FOR SELECT USING (note <> ';');
COMMENT ON TABLE users IS 'semi; colon '' quote \ backslash';
CREATE PUBLICATION pub FOR TABLE users;
CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0);
INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ('1', 'abc', '2024_init', '2024-01-01');
INSERT INTO users (id, email, note, raw, tags) SELECT uuid_generate_v5(uuid_ns_dns(), i::text), 'u' || i || '@example.com',
  'n' || i || E'\t;\n\\.\n''"é語🐘\\', decode(md5(i::text), 'hex'), ARRAY['a"b', 'c,d', i::text, NULL] FROM generate_series(1, 500) i;
INSERT INTO users (id, email, note) VALUES (uuid_nil(), NULL, '\.');
INSERT INTO "we;ird ""schema"""."ta""ble;
newline" ("co;l", owner) SELECT 'v' || i, NULL FROM generate_series(1, 50) i;
INSERT INTO parts SELECT i, DATE '2024-01-01' + i FROM generate_series(1, 500) i;
SELECT nextval('free');
REFRESH MATERIALIZED VIEW counted;
SELECT lo_from_bytea(424242, 'a large; object');
`
