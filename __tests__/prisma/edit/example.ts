/** Schema files before and after a change of the database, in the exact bytes a reviewer would have written. */
export interface Example {
  readonly name: string
  /** By path; a text alone is `schema.prisma` without its datasource and generator. */
  readonly before: string | Readonly<Record<string, string>>
  readonly sql: string
  readonly after: string | Readonly<Record<string, string>>
  /** Names that lead elsewhere now: `table`, `table.column`, `enum type` or `enum type.label` in the schema, and what it is in the database. */
  readonly names?: Readonly<Record<string, string>>
}

export const head = `generator client {
  provider = "prisma-client"
}

datasource db {
  provider = "postgresql"
}

`
