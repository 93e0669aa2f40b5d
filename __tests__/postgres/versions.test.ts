/**
 * The catalog readers on other versions of Postgres: one in an ordinary run where npm has its package, all of them
 * with `POSTGRES_MAJORS=all` (or a list: `12,13`), as the weekly workflow has it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareLines } from '../../src/drift/compare.ts'
import type { Attributes, AttributeValue, Catalog } from '../../src/model/catalog.ts'
import { Failure } from '../../src/model/failure.ts'
import { readCatalog } from '../../src/postgres/catalog/read-catalog.ts'
import { embeddedMajors } from '../../src/postgres/embedded-binaries.ts'
import { embedded } from '../../src/postgres/providers/embedded.ts'
import type { Server } from '../../src/postgres/server.ts'
import { context } from '../drift/catalogs.ts'
import { createTestDatabase, query, testServer } from '../support/database.ts'
import { serverRequest } from '../support/server-request.ts'
import { ddlFor } from './versions-ddl.ts'

const wanted = process.env.POSTGRES_MAJORS ?? '18'
const majors = wanted === 'all' ? embeddedMajors() : wanted.split(',').map(Number)

/** What versions print otherwise though the DDL is the same: `kind.attribute`, with what makes it one text again. */
const versionDifferences: Readonly<Record<string, (value: AttributeValue) => unknown>> = {
  // Each version brings its own.
  'extension.version': () => null,
  // Ranges have multiranges since 14.
  'range.multirange': () => null,
  // Since 16 a view of one table leaves out the table's name.
  'view.definition': unqualified,
  'materialized-view.definition': unqualified,
}

for (const major of majors) {
  describe(`PostgreSQL ${major}`, () => {
    let server: Server | null = null
    let unavailable = ''
    beforeAll(async () => {
      try {
        server = await embedded.start(serverRequest({ where: 'embedded', major }).request)
      } catch (error) {
        if (process.env.POSTGRES_MAJORS !== undefined || !(error instanceof Failure)) throw error
        unavailable = error.message
      }
    })
    afterAll(() => server?.stop())

    const read = async (on: Server, sql: string): Promise<Catalog> => {
      const database = await on.createDatabase('versions')
      await query(database, sql)
      return readCatalog(database)
    }

    test('reads its own DDL, and finds no drift of it from itself', async ({ skip }) => {
      if (!server) return skip(unavailable)
      const [one, other] = [await read(server, ddlFor(major)), await read(server, ddlFor(major))]
      expect(one.objects.size).toBeGreaterThan(60)
      const catalogs = { production: one, deployed: one, applied: other, history: other, schema: null }
      expect(compareLines(catalogs, context).differences).toEqual([])
    })

    test('compares as every other version does', async ({ skip }) => {
      if (!server) return skip(unavailable)
      const common = Math.min(major, (await testServer()).major)
      const here = compared(await read(server, ddlFor(common)))
      const there = compared(await readCatalog(await createTestDatabase(ddlFor(common))))
      expect(Object.keys(here)).toEqual(Object.keys(there))
      const differing = Object.entries(here).flatMap(([key, { kind, attributes }]) =>
        Object.keys(attributes).flatMap((name) => {
          const [own, other] = [attributes[name], there[key]?.attributes[name]]
          const common = versionDifferences[`${kind}.${name}`] ?? ((value) => value)
          const [one, two] = [own ?? null, other ?? null].map((value) => JSON.stringify(common(value)))
          return one === two ? [] : [{ key, name, own, other }]
        }),
      )
      expect(differing).toEqual([])
    })
  })
}

function unqualified(value: AttributeValue): unknown {
  return typeof value === 'string' ? value.replaceAll(/\b(?:users|once)\./g, '') : value
}

interface Compared {
  readonly kind: string
  readonly attributes: Attributes
}

/** By key: what of each object is compared. */
function compared({ objects }: Catalog): Readonly<Record<string, Compared>> {
  return Object.fromEntries(
    [...objects].map(([key, { id, attributes, canonical }]) => [
      key,
      { kind: id.kind, attributes: { ...attributes, ...canonical } },
    ]),
  )
}
