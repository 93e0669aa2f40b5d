import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const dump = `--
-- PostgreSQL database dump
--

-- Dumped from database version 15.4
-- Dumped by pg_dump version 15.4

SET client_encoding = 'UTF8';

CREATE TABLE public.users (
    id integer NOT NULL,
    email text NOT NULL
);

COPY public.users (id, email) FROM stdin;
1\tada@example.test
\\.

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

--
-- PostgreSQL database dump complete
--
`

function schema(fields: readonly string[]): string {
  return `datasource db {
  provider = "postgresql"
}

generator client {
  provider = "prisma-client"
  output   = "../generated"
}

model User {
  id    Int    @id
  email String
${fields.map((field) => `  ${field}\n`).join('')}
  @@map("users")
}
`
}

/** What the action is given to check the smallest project; the schema that lies there decides what comes out. */
export const miniInputs = { dump: 'production.sql', migrations: 'none' } as const

/** Writes a project of one table: its dump, and a schema that is in order but for `fields`. */
export function writeMiniProject(directory: string, fields: readonly string[]): void {
  mkdirSync(join(directory, 'prisma'), { recursive: true })
  writeFileSync(join(directory, 'production.sql'), dump)
  writeFileSync(join(directory, 'prisma', 'schema.prisma'), schema(fields))
}
