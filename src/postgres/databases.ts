import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Failure } from '../model/failure.ts'
import { withClient } from './client.ts'
import type { Connection } from './server.ts'
import { ctypes } from './settings.ts'

/** The databases and roles we made on a server. */
export interface Databases {
  createDatabase(label: string, template?: Connection): Promise<Connection>
  ensureRole(name: string): Promise<void>
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
  const databases: string[] = []
  const roles: string[] = []
  const remember = (list: string[], name: string) => {
    list.push(name)
    onMade({ databases: [...databases], roles: [...roles] })
  }
  return {
    async createDatabase(label, template) {
      const name = databaseName(label)
      remember(databases, name)
      await withClient(admin, (client) =>
        template === undefined
          ? createEmpty(client, name, major)
          : clone(client, name, major, template.database, databases.includes(template.database)),
      )
      return { ...admin, database: name }
    },
    async ensureRole(name) {
      if (roles.includes(name)) return
      if (await withClient(admin, (client) => makeRole(client, name))) remember(roles, name)
    },
    dropAll: () => dropMade(admin, { databases: databases.splice(0), roles: roles.splice(0) }),
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

async function clone(
  client: pg.Client,
  name: string,
  major: number,
  template: string,
  ours: boolean,
): Promise<void> {
  const statement = `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)} ${strategy(major)}`
  try {
    await client.query(statement)
  } catch (error) {
    // object_in_use, after Postgres itself has waited five seconds.
    if (sqlstate(error) !== '55006' || !ours) throw error
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      template,
    ])
    await sleep(50)
    await client.query(statement)
  }
}

function strategy(major: number): string {
  return major >= 15 ? 'STRATEGY file_copy' : ''
}

/** @returns whether the role is ours to drop: we made it, or another check did and shares it with us. */
async function makeRole(client: pg.Client, name: string): Promise<boolean> {
  const role = pg.escapeIdentifier(name)
  try {
    // One message is one transaction: no role of ours is ever without its mark.
    await client.query(
      `CREATE ROLE ${role} NOLOGIN; COMMENT ON ROLE ${role} IS ${pg.escapeLiteral(roleMark)}`,
    )
    return true
  } catch (error) {
    if (sqlstate(error) === '42710') return isMarked(client, name)
    if (sqlstate(error) !== '42501') throw error
    throw new Failure(
      {
        stage: 'restore',
        code: 'role-missing',
        message: `The dump refers to the role ${JSON.stringify(name)}, which the server lacks and the user of the database URL may not make.`,
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
 */
export async function dropMade(admin: Connection, made: Made): Promise<void> {
  if (made.databases.length + made.roles.length === 0) return
  await withClient(admin, async (client) => {
    for (const name of made.databases) {
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
      await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`)
    }
    for (const name of made.roles) {
      if (await isMarked(client, name)) await dropRole(client, name)
    }
  })
}

async function dropRole(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`DROP ROLE IF EXISTS ${pg.escapeIdentifier(name)}`)
  } catch (error) {
    if (sqlstate(error) !== '2BP01') throw error // dependent_objects_still_exist: in another check's database
  }
}

function sqlstate(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}
