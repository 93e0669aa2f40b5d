import { expect, test } from 'vitest'
import { summarise } from '../../../src/postgres/sql/summary.ts'

test.each([
  ['CREATE TABLE public."my table" (id int);', 'CREATE TABLE public."my table"'],
  ['CREATE UNIQUE INDEX i ON public.t USING btree (a);', 'CREATE UNIQUE INDEX i ON public.t'],
  ["INSERT INTO public.t VALUES ('secret');", 'INSERT INTO public.t'],
  ["UPDATE t SET a = 'secret';", 'UPDATE t'],
  ['DELETE FROM t WHERE a = secret;', 'DELETE FROM t'],
  ["SELECT pg_catalog.setval('s', 12);", 'SELECT pg_catalog.setval'],
  ['ALTER TABLE ONLY public.t ADD CONSTRAINT c CHECK (x);', 'ALTER TABLE ONLY public.t'],
  ["COMMENT ON TABLE public.t IS 'secret';", 'COMMENT ON TABLE public.t'],
  ['DO $$ secret $$;', 'DO'],
  ['COPY public.t (a) FROM stdin;', 'COPY public.t'],
  ['CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;', 'CREATE EXTENSION IF NOT EXISTS postgis'],
  ['CREATE OR REPLACE VIEW public.v AS SELECT secret;', 'CREATE OR REPLACE VIEW public.v'],
  ['/* secret */ SET x = secret;', 'SET x'],
])('%s is about %s', (statement, summary) => {
  expect(summarise(statement)).toBe(summary)
})
