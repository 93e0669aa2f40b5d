import { words } from '../../postgres/sql/head.ts'
import { splitStatements } from '../../postgres/sql/split.ts'
import { beginsWith, definitions, nameAfter, type QualifiedName, qualifiedName } from './statement.ts'

/** The engine's script, by what its statements do. */
export interface SchemaScript {
  /** CREATE SCHEMA and CREATE EXTENSION. */
  readonly surroundings: readonly string[]
  readonly objects: readonly string[]
  /** The tables and types it makes. */
  readonly created: readonly QualifiedName[]
  /** The tables and enums it only refers to: those that are managed elsewhere. */
  readonly foreign: readonly QualifiedName[]
}

/** Reads the script that `prisma migrate diff --from-empty` prints. */
export function readSchemaScript(script: string): SchemaScript {
  const statements = splitStatements(script).map(({ text }) => text)
  const isSurrounding = (text: string) => isExtension(text) || beginsWith(text, 'create', 'schema')
  const objects = statements.filter((text) => !isSurrounding(text))
  const created = objects.flatMap((text) => {
    const kind = ['table', 'type'].find((each) => beginsWith(text, 'create', each))
    return (kind && nameAfter(text, kind)) || []
  })
  const made = new Set(created.map(spelling))
  const mentioned = objects.flatMap((text) =>
    beginsWith(text, 'create', 'table')
      ? definitions(text).flatMap((column) => columnType(column.text) ?? [])
      : (nameAfter(text, 'references') ?? []),
  )
  return {
    surroundings: statements.filter(isSurrounding).flatMap(unpinned),
    objects,
    created,
    foreign: mentioned.filter((name) => !made.has(spelling(name))),
  }
}

/** What a statement is about, for a message: `table "User"`; null where it is about something else. */
export function subjectOf(statement: string): string | null {
  const [word, noun] = beginsWith(statement, 'create', 'type')
    ? ['type', 'enum']
    : beginsWith(statement, 'create', 'table') || beginsWith(statement, 'alter', 'table')
      ? ['table', 'table']
      : ['on', 'table']
  const name = nameAfter(statement, word)
  if (name === null) return null
  return `${noun} ${JSON.stringify(name.schema === null ? name.name : `${name.schema}.${name.name}`)}`
}

/** Is this a CREATE EXTENSION? */
export function isExtension(statement: string): boolean {
  return beginsWith(statement, 'create', 'extension')
}

/** An extension is made in the version that the server has, in a schema that is made for it. */
function unpinned(statement: string): readonly string[] {
  if (!isExtension(statement)) return [statement]
  const schema = /\bSCHEMA ("(?:[^"]|"")*")/i.exec(statement)?.[1]
  const version = /\bVERSION (?:"(?:[^"]|"")*"|'(?:[^']|'')*')/i
  const home = schema === undefined ? [] : [`CREATE SCHEMA IF NOT EXISTS ${schema};`]
  return [...home, statement.replace(version, '').replace(/\bWITH\s*;$/i, ';')]
}

/** The type of a column where it is a quoted name, as the engine prints enums; null for any other. */
function columnType(definition: string): QualifiedName | null {
  const [column, ...type] = [...words(definition)]
  return column?.kind === 'quoted' && type[0]?.kind === 'quoted' ? qualifiedName(type) : null
}

function spelling({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name])
}
