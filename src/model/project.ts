/** One file of the schema. */
export interface SchemaFile {
  /** Relative to the working directory, with `/`. */
  readonly path: string
  readonly content: string
}

/** What the repository says about its Prisma schema, read without running or installing anything of it. */
export interface PrismaProject {
  readonly workingDirectory: string
  /** Sorted by path. */
  readonly files: readonly SchemaFile[]
  /** Absolute path of the migrations folder; null where there is none. */
  readonly migrationsDirectory: string | null
  /** The prisma.config.* that was read, relative; null where there is none. */
  readonly configFile: string | null
  /** The workspace's Prisma, from its installed package or else package.json; null when neither says. */
  readonly prismaVersion: string | null
  /** Postgres schemas of the datasource's `schemas = […]`; `['public']` where it has none. */
  readonly schemas: readonly string[]
  /** Does the datasource list its schemas, so that every model names its own? */
  readonly multiSchema: boolean
  readonly relationMode: 'foreignKeys' | 'prisma'
  /** Names as prisma.config has them: `table` or `schema.table`. */
  readonly externalTables: readonly string[]
  readonly externalEnums: readonly string[]
  readonly previewFeatures: readonly string[]
}
