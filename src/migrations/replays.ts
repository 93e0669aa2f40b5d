import { createHash } from 'node:crypto'
import type { Migration, MigrationBreak } from '../model/migration.ts'
import type { Connection } from '../postgres/server.ts'
import type { Replay } from './apply-migrations.ts'

/** An empty database, or a clone, after migrations; what failed on the way. */
export interface Replayed extends Replay {
  readonly database: Connection
}

/** A clone of production after pending migrations, or up to the one that fails. */
export interface Deployed {
  readonly database: Connection
  readonly breaks: MigrationBreak | null
}

/** What was made on one server, by `replayKey`: what is the same in two histories is made once. */
export interface Replays {
  readonly replayed: Map<string, Promise<Replayed>>
  readonly deployed: Map<string, Promise<Deployed>>
}

export function noReplays(): Replays {
  return { replayed: new Map(), deployed: new Map() }
}

/** Names a database by what it is a clone of (null: it was empty) and the texts that were run on it. */
export function replayKey(template: Connection | null, migrations: readonly Migration[]): string {
  const hash = createHash('sha256').update(JSON.stringify(template?.database ?? null))
  for (const { name, sql } of migrations) hash.update(JSON.stringify([name, sql]))
  return hash.digest('hex')
}

/** What is known under this key; else it is made. */
export function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? make()
  known.set(key, made)
  return made
}
