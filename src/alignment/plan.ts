import { createTwoFilesPatch } from 'diff'
import type { Plan, PlannedFile, Proof } from '../model/plan.ts'
import type { SchemaFile } from '../model/project.ts'
import type { Draft } from './draft.ts'
import { lineEdits, type MappedFiles } from './edits.ts'
import type { NewMigration } from './new-migrations.ts'
import { stepsOf } from './steps.ts'

/** Where a plan is written to. */
export interface Home {
  /** The folder of Prisma's migrations, relative to the working directory, with `/`; null where there is none. */
  readonly migrations: string | null
}

/**
 * The plan that a draft makes, once it was tried.
 * @param before the schema files as they are
 * @param after as they are to be
 * @returns null where nothing is to be done
 */
export function planOf(
  draft: Draft,
  before: MappedFiles,
  after: MappedFiles,
  proof: Proof,
  home: Home,
): Plan | null {
  const steps = stepsOf(draft, lineEdits(before, after))
  if (steps.length === 0) return null
  const changed = after.files.filter(
    ({ path, content }) => before.files.find((file) => file.path === path)?.content !== content,
  )
  const schemaPatch = changed.map((file) => patchOf(file, before.files)).join('')
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

function patchOf({ path, content }: SchemaFile, before: readonly SchemaFile[]): string {
  const old = before.find((file) => file.path === path)?.content ?? ''
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, old, content)
  return patch.replace(/^=+\n/, `diff --git a/${path} b/${path}\n`)
}

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
