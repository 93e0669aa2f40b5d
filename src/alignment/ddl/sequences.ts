import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import type { Kind } from './kind.ts'
import { qualified } from './names.ts'
import { renameRelation } from './renames.ts'
import { statement } from './statement.ts'
import { unqualified } from './text.ts'

const parameters = [
  ['increment', 'INCREMENT BY'],
  ['minimum', 'MINVALUE'],
  ['maximum', 'MAXVALUE'],
  ['start', 'START WITH'],
  ['cache', 'CACHE'],
] as const

/** A sequence that no column counts by. https://www.postgresql.org/docs/current/sql-createsequence.html */
export const sequence: Kind<SchemaMemberId> = {
  create: (object, id, { schema, mayExist }) => {
    const name = qualified(id, schema)
    const owner = told(object).text('ownedBy') === null ? '' : ` ${owned(object, schema)}`
    return [
      statement(`CREATE SEQUENCE ${mayExist ? 'IF NOT EXISTS ' : ''}${name} ${body(object)}${owner}`, {
        undo: `DROP SEQUENCE IF EXISTS ${name}`,
      }),
    ]
  },
  // Where it has come to stays.
  alter: (from, to, id, { schema }, differs) => {
    const alter = (object: CatalogObject) =>
      `ALTER SEQUENCE ${qualified(id, schema)} ${body(object)}${differs.has('ownedBy') ? ` ${owned(object, schema)}` : ''}`
    const isBounded = ['type', 'minimum', 'maximum'].some((name) => differs.has(name))
    return [statement(alter(to), { undo: alter(from), hazards: isBounded ? ['fails-on-data'] : [] })]
  },
  drop: (_, id, { schema }) =>
    statement(`DROP SEQUENCE IF EXISTS ${qualified(id, schema)}`, {
      irreversible: 'It counts from its start again.',
    }),
  rename: (_, id, name, situation) => renameRelation('ALTER SEQUENCE', id, name, situation, null),
}

function body(object: CatalogObject): string {
  const { text, isSet } = told(object)
  return [
    `AS ${text('type') ?? 'bigint'}`,
    ...parameters.map(([attribute, words]) => `${words} ${text(attribute) ?? ''}`),
    isSet('cycle') ? 'CYCLE' : 'NO CYCLE',
  ].join(' ')
}

function owned(object: CatalogObject, home: string): string {
  const owner = told(object).text('ownedBy')
  return `OWNED BY ${owner === null ? 'NONE' : unqualified(owner, home)}`
}
