import type { Draft } from '../../alignment/draft.ts'
import { identical, listOf } from '../../drift/value.ts'
import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import type { ObjectId } from '../../model/object.ts'
import { equateConstants } from '../../postgres/catalog/equate-constants.ts'
import { readCatalog } from '../../postgres/catalog/read-catalog.ts'
import { withClient } from '../../postgres/client.ts'
import type { Connection } from '../../postgres/server.ts'
import { splitStatements } from '../../postgres/sql/split.ts'

/**
 * Runs the rollback, statement by statement as psql does.
 * @param aligned production after the plan; before it afterwards
 * @param was what production held before the plan
 * @returns the objects that are not as they were, but for labels of enums that have come
 * @throws `pg.DatabaseError`, or an error of the network
 */
export async function rollBack(
  aligned: Connection,
  was: Catalog,
  { rollbackSql }: Pick<Draft, 'rollbackSql'>,
  grants: boolean,
): Promise<readonly ObjectId[]> {
  await withClient(aligned, async (client) => {
    for (const { text } of splitStatements(rollbackSql)) await client.query(text)
  })
  const is = await readCatalog(aligned, { grants })
  const [before = was, after = is] = await equateConstants([was, is], aligned)
  return differing(before, after)
}

function differing(was: Catalog, is: Catalog): readonly ObjectId[] {
  const keys = new Set([...was.objects.keys(), ...is.objects.keys()])
  return [...keys].flatMap((key) => {
    const [one, other] = [was.objects.get(key), is.objects.get(key)]
    if (one && other && (identical(one, other) || hasMoreLabels(one, other))) return []
    const object = one ?? other
    return object ? [object.id] : []
  })
}

/** Has an enum only come to more labels? Postgres cannot take one away. */
function hasMoreLabels(was: CatalogObject, is: CatalogObject): boolean {
  const [had, has] = [was, is].map((object) => listOf(object.attributes.labels ?? null))
  const kept = has?.filter((label) => had?.includes(label)) ?? []
  return was.id.kind === 'enum' && kept.join('\n') === had?.join('\n')
}
