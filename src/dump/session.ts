import { finished } from 'node:stream/promises'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { asOneOwner, namedRoles } from '../postgres/sql/roles.ts'
import { omitted, tolerated, withoutTablespaces } from './rules.ts'

/** A statement of the dump. */
export interface Command {
  readonly text: string
  /** Where its first token stands; from 1. */
  readonly line: number
}

/** A statement that the restore cannot go on after. */
export class CommandError extends Error {
  readonly command: Command
  constructor(command: Command, cause: unknown) {
    super('a statement of the dump failed', { cause })
    this.command = command
  }
}

/** Runs the statements of a dump on one connection, in their order. */
export interface Session {
  /** May wait for others, to go with them in one message. */
  run(command: Command): Promise<void>
  /** Opens the block of rows after this COPY. */
  startCopy(command: Command): Promise<CopyBlock>
  /** Runs what waits. */
  flush(): Promise<void>
  /** As a new connection would begin. */
  reset(): Promise<void>
}

export interface CopyBlock {
  write(bytes: Buffer): Promise<void>
  /** @returns how many rows it was. */
  end(): Promise<number>
  /** Takes the rows back. */
  abandon(): Promise<void>
}

export interface SessionContext {
  readonly client: pg.Client
  ensureRole(name: string): Promise<void>
  /** Are the rights on objects restored? */
  readonly grants: boolean
  /** Told of each thing that was left out. */
  onLeftOut(what: string): void
}

const batchBytes = 256 * 1024
const batchCount = 200

/**
 * A message of many statements is one transaction, which some statements cannot be part of; these can, and nearly
 * all of a dump is of them. https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 */
const batched =
  /^(?:INSERT|SET(?!\s+CONSTRAINTS|\s+TRANSACTION)|SELECT|COMMENT|ALTER\s+(?:TABLE|SEQUENCE|INDEX)|CREATE\s+(?:OR\s+REPLACE\s+)?(?:TABLE|SEQUENCE|TYPE|DOMAIN|VIEW|FUNCTION|PROCEDURE|AGGREGATE|TRIGGER|RULE|UNIQUE\s+INDEX|INDEX)(?!\s+CONCURRENTLY))\s/i

const savepoint = 'prisma_schema_drift'

export function createSession({ client, ensureRole, grants, onLeftOut }: SessionContext): Session {
  let batch: Command[] = []
  let batchLength = 0
  let inTransaction = false
  const roles = new Set<string>()

  const flush = async () => {
    const commands = batch
    batch = []
    batchLength = 0
    if (commands.length > 1) {
      try {
        await client.query(commands.map(({ text }) => terminated(text)).join('\n'))
        return
      } catch (error) {
        // The server has undone the whole message: one by one shows which it was, or that it need not stop us.
        if (!(error instanceof pg.DatabaseError) && commands[0]) throw new CommandError(commands[0], error)
      }
    }
    for (const command of commands) await runAlone(command)
  }

  const runAlone = async (command: Command) => {
    await makeRoles(namedRoles(command.text))
    const recoverable = inTransaction && /^(?:SET|CREATE|ALTER|DROP|COMMENT|REFRESH)\s/i.test(command.text)
    if (recoverable) await client.query(`SAVEPOINT ${savepoint}`)
    try {
      await client.query(command.text)
    } catch (error) {
      if (recoverable) await client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`)
      await recover(command, error)
    }
    inTransaction = staysInTransaction(command.text, inTransaction)
  }

  /** Leaves out the tablespaces it names, or all of it, where that is harmless. */
  const recover = async (command: Command, error: unknown) => {
    const sqlstate = error instanceof pg.DatabaseError ? error.code : undefined
    if (sqlstate === undefined) throw new CommandError(command, error)
    const leftOut = tolerated(command.text, sqlstate)
    if (leftOut !== null) {
      if (leftOut !== '') onLeftOut(leftOut)
      return
    }
    const text = withoutTablespaces(command.text)
    if (sqlstate !== '42704' || text === command.text) throw new CommandError(command, error)
    onLeftOut('tablespaces')
    try {
      await client.query(text)
    } catch (again) {
      throw new CommandError(command, again)
    }
  }

  /** A server that has once not found a role may not see it later in the same transaction: they are made before. */
  const makeRoles = async (names: readonly string[]) => {
    const unknown = names.filter((name) => !roles.has(name))
    if (unknown.length === 0) return
    const found = await client.query(
      'SELECT rolname::text AS name FROM pg_catalog.pg_roles WHERE rolname = ANY ($1)',
      [unknown],
    )
    for (const { name } of found.rows) roles.add(name)
    for (const name of unknown) {
      if (!roles.has(name)) await ensureRole(name)
      roles.add(name)
    }
  }

  return {
    flush,
    async run({ text: written, line }) {
      const what = omitted(written, grants)
      if (what !== null) return onLeftOut(what)
      const command = { text: asOneOwner(written), line }
      if (inTransaction || !batched.test(command.text)) {
        await flush()
        return runAlone(command)
      }
      batch.push(command)
      batchLength += command.text.length
      if (batchLength >= batchBytes || batch.length >= batchCount) await flush()
    },
    async startCopy(command) {
      await flush()
      const copy = client.query(copyFrom(command.text, { highWaterMark: 256 * 1024 }))
      return openCopy(copy, command)
    },
    async reset() {
      await flush()
      await client.query('RESET ALL')
    },
  }
}

function openCopy(copy: CopyStreamQuery, command: Command): CopyBlock {
  // Once the server has refused it, the stream must not be written to.
  copy.once('error', () => copy.destroy())
  const done = finished(copy).catch((error) => {
    throw new CommandError(command, error)
  })
  // Whoever writes or ends hears of it; until then nobody does.
  done.catch(() => {})
  return {
    async write(bytes) {
      if (copy.destroyed) await done
      else if (!copy.write(bytes))
        await Promise.race([new Promise((resolve) => copy.once('drain', resolve)), done])
    },
    async end() {
      if (!copy.destroyed) copy.end()
      await done
      return copy.rowCount
    },
    async abandon() {
      copy.destroy(new Error('cut short'))
      await done.catch(() => {})
    },
  }
}

function terminated(text: string): string {
  return text.endsWith(';') ? text : `${text};`
}

function staysInTransaction(text: string, before: boolean): boolean {
  if (/^(?:BEGIN|START\s+TRANSACTION)\b/i.test(text)) return true
  if (/^(?:COMMIT|END|ABORT|ROLLBACK(?!\s+(?:(?:WORK|TRANSACTION)\s+)?TO\b))\b/i.test(text)) return false
  return before
}
