import type pg from 'pg'
import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectKind } from '../../model/object.ts'
import type { Canonicaliser } from './canonical/expression.ts'

/** The attributes of a kind of object: name and meaning, as docs/catalog.md has them. */
export type AttributeMeanings = Readonly<Record<string, string>>

/** Objects that one query reads. */
export interface FamilyDefinition<Row extends pg.QueryResultRow> {
  /** Each kind it gives, with the attributes that every object of that kind has. */
  readonly attributes: Readonly<Partial<Record<ObjectKind, AttributeMeanings>>>
  /** The query, for a server of this major version; one row an object. */
  readonly sql: (major: number) => string
  readonly object: (row: Row, canonical: Canonicaliser) => CatalogObject
}

export interface Family {
  readonly attributes: FamilyDefinition<pg.QueryResultRow>['attributes']
  /** Reads all of its objects, in any order. */
  readonly read: (
    client: pg.Client,
    major: number,
    canonical: Canonicaliser,
  ) => Promise<readonly CatalogObject[]>
}

/** A family of objects; it takes part once it stands in the list of families/index.ts. */
export function family<Row extends pg.QueryResultRow>(definition: FamilyDefinition<Row>): Family {
  return {
    attributes: definition.attributes,
    read: async (client, major, canonical) => {
      const { rows } = await client.query<Row>(definition.sql(major))
      return rows.map((row) => definition.object(row, canonical))
    },
  }
}
