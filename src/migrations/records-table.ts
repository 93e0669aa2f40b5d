import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Migration } from '../model/migration.ts'

/** Makes Prisma's own table where there is none, as its schema engine does. */
export function createRecordsTable(schema: string): string {
  return `CREATE TABLE IF NOT EXISTS ${tableIn(schema)} (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`
}

/** Records a migration as applied; a clock that is set back does not let it end before it began. */
export function insertRecord(schema: string, { name, checksum }: Migration): string {
  const values = [randomUUID(), checksum, name].map((value) => pg.escapeLiteral(value)).join(', ')
  return `INSERT INTO ${tableIn(schema)} (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES (${values}, now(), greatest(now(), clock_timestamp()), 1)`
}

function tableIn(schema: string): string {
  return `${pg.escapeIdentifier(schema)}._prisma_migrations`
}
