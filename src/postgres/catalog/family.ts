import type pg from 'pg'
import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectKind } from '../../model/object.ts'
import type { Canonicaliser } from './canonical/expression.ts'

/** The attributes of a kind of object: name and meaning, as docs/catalog.md has them. */
export type AttributeMeanings = Readonly<Record<string, string>>

/** What COMMENT ON says of the object of a row, null for nothing: every family reads it. */
export interface Commented extends pg.QueryResultRow {
  readonly comment: string | null
}

/** Objects that one query reads. */
export interface FamilyDefinition<Row extends Commented> {
  /** Each kind it gives, with the attributes that every object of that kind has; `comment` goes without saying. */
  readonly attributes: Readonly<Partial<Record<ObjectKind, AttributeMeanings>>>
  /** The query, for a server of this major version; one row an object. */
  readonly sql: (major: number) => string
  /** The object; its comment is added where it is not among the attributes. */
  readonly object: (row: Omit<Row, 'comment'>, canonical: Canonicaliser) => CatalogObject
}

export interface Family {
  readonly attributes: FamilyDefinition<Commented>['attributes']
  /** Reads all of its objects, in any order. */
  readonly read: (
    client: pg.Client,
    major: number,
    canonical: Canonicaliser,
  ) => Promise<readonly CatalogObject[]>
}

/** A family of objects; it takes part once it stands in the list of families/index.ts. */
export function family<Row extends Commented>(definition: FamilyDefinition<Row>): Family {
  const meanings = Object.entries(definition.attributes)
  return {
    attributes: Object.fromEntries(
      meanings.map(([kind, attributes]) => [
        kind,
        { ...attributes, comment: 'what COMMENT ON says, else null' },
      ]),
    ),
    read: async (client, major, canonical) => {
      const { rows } = await client.query<Row>(definition.sql(major))
      return rows.map((row) => {
        const object = definition.object(row, canonical)
        if ('comment' in object.attributes) return object
        return { ...object, attributes: { ...object.attributes, comment: row.comment } }
      })
    },
  }
}
