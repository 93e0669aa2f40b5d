import type { Drift } from '../drift/difference.ts'
import type { Plan, PlannedFile, Proof } from '../model/plan.ts'
import type { SchemaFile } from '../model/project.ts'
import type { Draft } from './draft.ts'
import type { NewMigration } from './new-migrations.ts'
import type { TableSizes } from './step-evidence.ts'
import { type ReasonedEdit, stepsOf } from './steps.ts'

/** Where a plan is written to. */
export interface Home {
  /** The folder of Prisma's migrations, relative to the working directory, with `/`; null where there is none. */
  readonly migrations: string | null
}

/** The schema files that a draft makes. */
export interface EditedFiles {
  /** Those that change, or are new. */
  readonly changed: readonly SchemaFile[]
  readonly edits: readonly ReasonedEdit[]
  /** A unified diff; empty where none changes. */
  readonly patch: string
}

/**
 * The plan that a draft makes, once it was tried.
 * @param sizes of the tables that it is about
 * @returns null where nothing is to be done
 */
export function planOf(
  draft: Draft,
  drift: Drift,
  { changed, edits, patch: schemaPatch }: EditedFiles,
  sizes: TableSizes,
  proof: Proof,
  home: Home,
): Plan | null {
  const steps = stepsOf({ draft, drift, edits, sizes })
  if (steps.length === 0) return null
  const { migrations, rollbackSql } = draft
  const written = migrations.map((migration) => ({ ...migration, path: pathOf(migration, home) }))
  return {
    steps,
    commands: commandsFor(
      written,
      home,
      schemaPatch !== '',
      steps.flatMap((step) => step.commands),
    ),
    schemaPatch,
    migrations: migrations.map(({ name, sql, recorded }) => ({ name, sql, recorded })),
    migrationSql: written.map(({ path, sql }) => `-- ${path}\n\n${sql}`).join('\n'),
    rollbackSql,
    files: [...changed, ...written.flatMap((migration) => filesOf(migration, written, rollbackSql))],
    proof,
  }
}

type Written = NewMigration & { readonly path: string }

/** Without a folder of migrations the SQL is run by hand, and kept beside the config file. */
function pathOf({ name }: NewMigration, { migrations }: Home): string {
  return migrations === null ? `schema-drift/${name}.sql` : `${migrations}/${name}/migration.sql`
}

/** The way back is beside the last migration that production runs. */
function filesOf(migration: Written, all: readonly Written[], rollbackSql: string): readonly PlannedFile[] {
  const { path, sql } = migration
  const isLast = migration === all.findLast(({ recorded }) => !recorded)
  const back = path.replace(/migration\.sql$|\.sql$/, (end) =>
    end === '.sql' ? '.rollback.sql' : 'rollback.sql',
  )
  return [
    { path, content: sql },
    ...(isLast && rollbackSql !== '' ? [{ path: back, content: rollbackSql }] : []),
  ]
}

function commandsFor(
  migrations: readonly Written[],
  { migrations: folder }: Home,
  isSchemaEdited: boolean,
  others: readonly string[],
): readonly string[] {
  const run = migrations.filter(({ recorded }) => !recorded)
  const recorded = migrations.filter((migration) => migration.recorded)
  const isRecord = (command: string) => command.startsWith('npx prisma migrate resolve ')
  const all = [
    ...(run.length === 0 ? [] : ['pg_dump --format=custom --file=before-alignment.dump "$DATABASE_URL"']),
    ...others.filter(isRecord),
    ...(folder === null
      ? run.map(({ path }) => `npx prisma db execute --file ${path}`)
      : [
          ...recorded.map(({ name }) => `npx prisma migrate resolve --applied ${name}`),
          ...(run.length === 0 ? [] : ['npx prisma migrate deploy']),
        ]),
    ...others.filter((command) => !isRecord(command)),
    ...(isSchemaEdited ? ['npx prisma generate'] : []),
  ]
  return [...new Set(all)]
}
