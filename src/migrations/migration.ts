/** One migration of the repository. */
export interface Migration {
  /** The folder's name with Prisma; the file's name in a folder of plain SQL. */
  readonly name: string
  /** Its SQL file, relative to the working directory, with `/`. */
  readonly file: string
  readonly sql: string
  /** sha256 of the file's bytes, hex, as Prisma keeps it. */
  readonly checksum: string
}

/** A row of `_prisma_migrations`: https://www.prisma.io/docs/orm/prisma-migrate/workflows/patching-and-hotfixing */
export interface MigrationRecord {
  readonly name: string
  readonly checksum: string
  readonly state: 'applied' | 'failed' | 'rolled-back'
}
