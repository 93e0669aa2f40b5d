import { duplicates } from '../drift/hotfix.ts'
import type {
  EditedMigration,
  GitHistory,
  HistoryOutcome,
  MigrationBreak,
  UnknownMigration,
} from '../model/migration.ts'

/** The command that writes into production's records that a migration has run. */
export const resolveApplied = (name: string) => `npx prisma migrate resolve --applied ${name}`

/** The command that lets the next deploy run a migration again. */
const resolveRolledBack = (name: string) => `npx prisma migrate resolve --rolled-back ${name}`

const code = (text: string) => `\`${text}\``

/** A path as one word of a shell. */
const word = (path: string) =>
  /^[\w./@-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`

/** The command that brings a file back as a commit has it. */
export function restoreFrom(commit: string, path: string): string {
  return `git restore --source=${commit.slice(0, 12)} -- ${word(path)}`
}

/** The command that gives a migration the line endings that production ran it with. */
export function otherLineEndings({ migration: { file, sql } }: EditedMigration): string {
  const [was, is] = sql.includes('\r\n')
    ? [String.raw`\r\n`, String.raw`\n`]
    : [String.raw`\n`, String.raw`\r\n`]
  return `perl -pi -e 's/${was}/${is}/' ${word(file)}`
}

/** What to do about a migration that production began and did not end. */
export function afterFailure(name: string, { breaks }: HistoryOutcome): string {
  const again = breaks?.migration.name === name ? ` As it is it fails again: ${mend(breaks)}` : ''
  return `No deploy runs until this is told, so do it first. If production has all that the migration makes, ${code(resolveApplied(name))}. Else take away what it has left behind, and let the next deploy run it again with ${code(resolveRolledBack(name))}.${again}`
}

/** What to do about a migration that waits and that production's rows or objects stand against. */
export function beforeDeploy(broken: MigrationBreak): string {
  const { name } = broken.migration
  return `${mend(broken)} Where a deploy has stopped at it already, ${code(resolveRolledBack(name))} lets the next one run it again.`
}

/** What stands in the way of a statement, and what helps. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function mend({
  migration: { name, file },
  line,
  statement,
  sqlstate,
  message,
  rows,
}: MigrationBreak): string {
  const place = `${code(file)}, line ${line}`
  const said = message.replaceAll(/\s+/g, ' ').replace(/\.$/, '')
  if (sqlstate.startsWith('23') || sqlstate.startsWith('22')) {
    const who = rows === null ? 'the rows' : rows === 1 ? 'the row' : `the ${rows} rows`
    const query = doubles(statement)
    return `Mend ${who} of production that stand${rows === 1 ? 's' : ''} against it${query === null ? '' : ` (${code(query)} lists them)`}, or let the migration do so before its statement (${place}).`
  }
  if (duplicates.includes(sqlstate))
    return `Production has some of what it makes (${said}): let the statement pass over what is there, as \`IF NOT EXISTS\` does (${place}); where all of it is there, ${code(resolveApplied(name))}.`
  if (sqlstate === '2BP01' || sqlstate === '0A000')
    return `Something in production depends on what it changes (${said}): let the migration take that away before, and make it again after where it is still wanted (${place}).`
  return `Postgres refuses it in production (${said}): change the migration, which has run nowhere else that counts (${place}).`
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const raised = 'P0001'

/** The query that lists the doubles that a plain unique index is refused for; null for any other statement. */
function doubles(statement: string): string | null {
  const [, table, keys] = /^CREATE UNIQUE INDEX .* ON ([\w".]+)\s?\(([\w", ]+)\);?$/i.exec(statement) ?? []
  return table && keys ? `SELECT ${keys}, count(*) FROM ${table} GROUP BY ${keys} HAVING count(*) > 1` : null
}

/** What to do about a migration that fails on an empty database. */
export function onEmptyDatabase({
  migration: { name, file },
  line,
  sqlstate,
  message,
}: MigrationBreak): string {
  const said = message.replaceAll(/\s+/g, ' ').replace(/\.$/, '')
  const place = `${code(file)}, line ${line}`
  if (
    /extension .*(?:is not available|could not open extension)|could not open extension control file/.test(
      said,
    )
  )
    return `It asks for an extension that the server of this check does not have (${place}): where new databases are made it must be installed, or the migration made to do without it.`
  const needs =
    sqlstate === raised
      ? 'something that it looks for itself, and raises an error without'
      : sqlstate.startsWith('42') || sqlstate.startsWith('3')
        ? `what no migration before it makes (${said})`
        : `rows that no migration before it makes (${said})`
  return `It takes for granted ${needs}: write that into a migration whose name sorts before ${code(name)}, and record it in production with ${code('npx prisma migrate resolve --applied')} and its name. The migration itself stays as it ran (${place}).`
}

/** What to do about a migration whose text nobody here has: what git lacks, and what takes its place. */
export function withoutText(
  { name, checksum }: Pick<UnknownMigration, 'name' | 'checksum'>,
  git: GitHistory,
  schema: string,
): string {
  const record = `DELETE FROM "${schema}"."_prisma_migrations" WHERE "migration_name" = '${name}';`
  return `${search(git, name)} It is the one with the SHA-256 ${code(`${checksum.slice(0, 12)}…`)}. Where it is gone for good, take its record away (${code(record)}): the next plan puts what it made into a migration of its own.`
}

/** What to do about a migration that was edited after it ran, where git does not have what ran. */
export function withOtherText(
  { migration: { name, checksum }, recorded }: EditedMigration,
  git: GitHistory,
  schema: string,
): string {
  return `${search(git, name)} It is the one with the SHA-256 ${code(`${recorded.slice(0, 12)}…`)}. Where it is gone for good and the text of today makes the same, let production's record be that of today: ${code(`UPDATE "${schema}"."_prisma_migrations" SET "checksum" = '${checksum}' WHERE "migration_name" = '${name}';`)}`
}

function search(git: GitHistory, name: string): string {
  if (git === 'shallow')
    return 'Fetch the whole history (`git fetch --unshallow`) and check again: git may have the text that ran.'
  if (git === 'whole')
    return `No branch or tag that is here has the text that ran: look for it where ${code(name)} was written, and bring it back.`
  return 'Bring the text that ran back from wherever it is kept: there is no git repository to ask.'
}
