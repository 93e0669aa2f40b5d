import { readFileSync } from 'node:fs'

/** What Prisma's CLI starts its engine with. */
export interface EngineArguments {
  /** A command of one shot, as in `cli can-connect-to-database`; null to serve requests. */
  readonly command: string | null
  /** From `--datasource`; null where the schema has the URL, as with Prisma 5 and 6. */
  readonly datasource: Datasource | null
  /** The schema files of `--datamodels`, `-d` with Prisma 5: path and content. */
  readonly schema: readonly SchemaContent[]
}

export interface Datasource {
  readonly url: string
  readonly shadowDatabaseUrl: string | null
}

export interface SchemaContent {
  readonly path: string
  readonly content: string
}

/** Reads the command line of the native engine: https://github.com/prisma/prisma-engines/tree/main/schema-engine/cli */
export function readArguments(args: readonly string[]): EngineArguments {
  const schema: SchemaContent[] = []
  let command: string | null = null
  let datasource: Datasource | null = null
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]
    const value = args[i + 1] ?? ''
    if (argument === '--datasource') datasource = readDatasource(value)
    else if (argument === '--datamodels' || argument === '-d')
      schema.push({ path: value, content: readFileSync(value, 'utf8') })
    else if (!argument?.startsWith('-')) {
      if (argument !== 'cli') command = argument ?? null
      continue
    }
    i++
  }
  return { command, datasource, schema }
}

/** JSON with Prisma 7, the URL itself before. */
function readDatasource(value: string): Datasource {
  if (!value.startsWith('{')) return { url: value, shadowDatabaseUrl: null }
  const { url = '', shadowDatabaseUrl = null } = JSON.parse(value) as Partial<Datasource>
  return { url, shadowDatabaseUrl }
}
