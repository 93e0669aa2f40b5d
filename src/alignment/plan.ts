import type { Drift } from '../drift/difference.ts'
import type { Plan, PlannedFile, Proof } from '../model/plan.ts'
import type { SchemaFile } from '../model/project.ts'
import { databaseUrl } from './database-url.ts'
import type { Draft } from './draft.ts'
import { type Home, pathOf, rollbackPath } from './home.ts'
import { isAlone, type NewMigration } from './new-migrations.ts'
import { deploy } from './outcomes.ts'
import type { TableSizes } from './step-evidence.ts'
import { type ReasonedEdit, stepsOf } from './steps.ts'

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
    files: [...changed, ...filesOf(written, rollbackSql, home)],
    proof,
  }
}

type Written = NewMigration & { readonly path: string }

/** The way back is beside the last migration that production runs. */
function filesOf(all: readonly Written[], rollbackSql: string, home: Home): readonly PlannedFile[] {
  const last = all.findLast(({ recorded }) => !recorded)
  const written = all.map(({ path, sql }) => ({ path, content: sql }))
  return last && rollbackSql !== ''
    ? [...written, { path: rollbackPath(last, home), content: rollbackSql }]
    : written
}

function commandsFor(
  migrations: readonly Written[],
  { kind }: Home,
  isSchemaEdited: boolean,
  others: readonly string[],
): readonly string[] {
  const run = migrations.filter(({ recorded }) => !recorded)
  const recorded = migrations.filter((migration) => migration.recorded)
  const isRecord = (command: string) => command.startsWith('npx prisma migrate resolve ')
  const isOfFiles = (command: string) => !command.startsWith('npx ')
  const all = [
    ...others.filter(isOfFiles),
    ...(run.length === 0 ? [] : [`pg_dump --format=custom --file=before-alignment.dump ${databaseUrl}`]),
    ...others.filter(isRecord),
    ...(kind === 'prisma'
      ? [
          ...recorded.map(({ name }) => `npx prisma migrate resolve --applied ${name}`),
          ...(run.length === 0 ? [] : [deploy]),
        ]
      : run.map(
          ({ path, statements }) =>
            `psql ${databaseUrl} --set ON_ERROR_STOP=1 ${isAlone(statements) ? '' : '--single-transaction '}--file ${path}`,
        )),
    ...others.filter((command) => !isRecord(command) && !isOfFiles(command)),
    ...(isSchemaEdited ? ['npx prisma generate'] : []),
  ]
  return [...new Set(all)]
}
