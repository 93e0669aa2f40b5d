import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { compareText, objectKey } from '../../model/object.ts'
import type { Connection } from '../server.ts'
import { canonicaliser } from './canonical/expression.ts'
import { readExtensionMembers } from './extension-members.ts'
import { families } from './families/index.ts'
import { readGaps } from './gaps.ts'
import { withGrants } from './grants.ts'
import { readOnly } from './session.ts'
import type { Keep } from './shared-objects.ts'

export interface ReadOptions {
  /** Read who has which rights on each object; nobody's unless told. */
  readonly grants?: boolean
}

/**
 * Reads what a database holds: every object of the families, and how many there are of what has no family. One
 * connection, one transaction, and as many queries for two thousand tables as for two. What belongs to the
 * system, to extensions or to Prisma's own bookkeeping is left out.
 * @param canonicaliserFor where several databases are read, one for all that can share it
 * @param keep where several databases are read, what keeps their objects
 * @returns objects sorted by key
 * @throws `pg.DatabaseError`, or an error of the network
 */
export async function readCatalog(
  connection: Connection,
  { grants = false }: ReadOptions = {},
  canonicaliserFor = canonicaliser,
  keep: Keep = (key, object) => [key, object],
): Promise<Catalog> {
  return readOnly(connection, 0, async (client) => {
    const { rows } = await client.query<{ major: number }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS major`,
    )
    const major = rows[0]?.major ?? 0
    const canonical = canonicaliserFor(await readExtensionMembers(client))
    const read: CatalogObject[] = []
    for (const family of families) read.push(...(await family.read(client, major, canonical)))
    const told = grants ? await withGrants(client, canonical, read) : read
    const objects = told.map((object) => keep(objectKey(object.id), object))
    objects.sort(([a], [b]) => compareText(a, b))
    const commented = read.filter(({ attributes }) => attributes.comment !== null).length
    return { objects: new Map(objects), gaps: await readGaps(client, commented) }
  })
}
