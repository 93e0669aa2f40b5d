import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Failure } from '../model/failure.ts'
import { keepOpen, letGo, withClient } from './client.ts'
import type { Connection } from './server.ts'
import { ctypes } from './settings.ts'

/** The databases and roles we made on a server. */
export interface Databases {
  createDatabase(label: string, template?: Connection): Promise<Connection>
  ensureRole(name: string): Promise<void>
  /** Ends the connections that are kept open. Nothing can be made from then on. */
  close(): Promise<void>
  /** Drops all that was made, and nothing else. */
  dropAll(): Promise<void>
}

export interface Made {
  readonly databases: readonly string[]
  readonly roles: readonly string[]
}

/** The comment by which a role of ours is known, so that nobody else's is ever dropped. */
const roleMark = 'made by prisma-schema-drift for one check'

/**
 * Makes databases and roles on the server of `admin`, and remembers them.
 * @param major the server's major version.
 * @param onMade called before each new name is used.
 */
export function databasesOn(
  admin: Connection,
  major: number,
  onMade: (made: Made) => void = () => {},
): Databases {
  const databases = new Map<string, Promise<void>>()
  const roles = new Map<string, Promise<void>>()
  let closed = false
  const connectionTo = (database: string): Connection => ({ ...admin, database })
  const keep = (database: string) => {
    if (!closed) keepOpen(connectionTo(database))
  }
  keep(admin.database)
  const make = (
    kind: Map<string, Promise<void>>,
    name: string,
    work: (client: pg.Client) => Promise<void>,
  ) => {
    if (closed) throw new Error(`the server was stopped before ${name} was made`)
    const made = kind.get(name) ?? Promise.resolve().then(() => withClient(admin, work))
    kind.set(name, made)
    onMade({ databases: [...databases.keys()], roles: [...roles.keys()] })
    return made
  }
  return {
    async createDatabase(label, template) {
      const name = databaseName(label)
      await make(databases, name, async (client) => {
        if (template === undefined) return createEmpty(client, name, major)
        if (databases.has(template.database)) {
          await letGo(connectionTo(template.database))
          await endSessions(client, template.database)
        }
        await clone(client, name, major, template.database)
        if (databases.has(template.database)) keep(template.database)
      })
      keep(name)
      return connectionTo(name)
    },
    async ensureRole(name) {
      await make(roles, name, (client) => makeRole(client, name))
    },
    async close() {
      closed = true
      await Promise.all([admin.database, ...databases.keys()].map((name) => letGo(connectionTo(name))))
    },
    async dropAll() {
      await Promise.allSettled([...databases.values(), ...roles.values()])
      await dropMade(admin, { databases: [...databases.keys()], roles: [...roles.keys()] })
    },
  }
}

/** `drift_<random>_<label>`: within 63 bytes, and unlike any other name on the server. */
function databaseName(label: string): string {
  const readable = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 40)
  return `drift_${randomBytes(6).toString('hex')}_${readable}`
}

/** The same encoding and sorting on every server, so that every provider gives the same result. */
async function createEmpty(client: pg.Client, name: string, major: number): Promise<void> {
  const provider = major >= 15 ? 'LOCALE_PROVIDER libc' : ''
  let failure: unknown
  for (const ctype of ctypes) {
    try {
      await client.query(
        `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8' ${provider}
         LC_COLLATE 'C' LC_CTYPE '${ctype}' ${strategy(major)}`,
      )
      return
    } catch (error) {
      failure = error
      if (sqlstate(error) !== '42809') break // wrong_object_type: this machine has no such locale
    }
  }
  throw failure
}

async function clone(client: pg.Client, name: string, major: number, template: string): Promise<void> {
  const [copy, original] = [pg.escapeIdentifier(name), pg.escapeIdentifier(template)]
  await client.query(`CREATE DATABASE ${copy} TEMPLATE ${original} ${strategy(major)}`)
}

/** How long a session that was closed may linger, in milliseconds, before it counts as forgotten. */
const lingering = 500

/**
 * A database with sessions on it cannot be cloned, and Postgres would wait five seconds for them. In a database
 * of ours they are all ours: those that do not end by themselves are ended.
 */
async function endSessions(client: pg.Client, database: string): Promise<void> {
  const deadline = Date.now() + lingering
  const sessions = `FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`
  while ((await client.query(`SELECT ${sessions}`, [database])).rowCount !== 0) {
    if (Date.now() < deadline) await sleep(20)
    else await client.query(`SELECT pg_terminate_backend(pid) ${sessions}`, [database])
  }
}

function strategy(major: number): string {
  return major >= 15 ? 'STRATEGY file_copy' : ''
}

async function makeRole(client: pg.Client, name: string): Promise<void> {
  const role = pg.escapeIdentifier(name)
  if ((await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])).rowCount !== 0) return
  try {
    // One message is one transaction: no role of ours is ever without its mark. Who is no superuser must be a member
    // to give it something to own.
    await client.query(
      `CREATE ROLE ${role} NOLOGIN ROLE CURRENT_USER; COMMENT ON ROLE ${role} IS ${pg.escapeLiteral(roleMark)}`,
    )
  } catch (error) {
    // duplicate_object, unique_violation: another check was faster.
    if (sqlstate(error) === '42710' || sqlstate(error) === '23505') return
    if (sqlstate(error) !== '42501') throw error
    throw new Failure(
      {
        stage: 'restore',
        code: 'role-missing',
        message: `The dump or a migration names the role ${JSON.stringify(name)}, which the server lacks and the user of the database URL may not make.`,
        next: [
          `Make it once on that server: CREATE ROLE ${role} NOLOGIN.`,
          'Or give the user of the database URL the right CREATEROLE.',
          'Or let the check start a server of its own: leave out database-url.',
        ],
      },
      { cause: error },
    )
  }
}

async function isMarked(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query(
    `SELECT FROM pg_roles WHERE rolname = $1 AND shobj_description(oid, 'pg_authid') = $2`,
    [name, roleMark],
  )
  return found.rowCount !== 0
}

/**
 * Drops these databases and roles where they are still there. Roles without our mark stay, and so do those
 * which another check still uses.
 * @throws what the server says of the first that cannot be dropped, after all have been tried.
 */
export async function dropMade(admin: Connection, made: Made): Promise<void> {
  if (made.databases.length + made.roles.length === 0) return
  const failures: unknown[] = []
  await withClient(admin, async (client) => {
    for (const name of made.databases) await dropDatabase(client, name).catch((error) => failures.push(error))
    for (const name of made.roles) await dropRole(client, name).catch((error) => failures.push(error))
  })
  if (failures.length > 0) throw failures[0]
}

async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`)
}

async function dropRole(client: pg.Client, name: string): Promise<void> {
  if (!(await isMarked(client, name))) return
  try {
    await client.query(`DROP ROLE IF EXISTS ${pg.escapeIdentifier(name)}`)
  } catch (error) {
    if (sqlstate(error) !== '2BP01') throw error // dependent_objects_still_exist: in another check's database
  }
}

function sqlstate(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}
