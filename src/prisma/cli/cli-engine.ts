import type { Failure } from '../../model/failure.ts'
import { connectionUrl } from '../../postgres/connection-url.ts'
import type { Connection } from '../../postgres/server.ts'
import { errorsOfText, lintErrors } from '../diagnostics.ts'
import { readScript, readSummary } from '../diff-answer.ts'
import type { Diagnostic, Engine, EngineRequest, PulledFile, Validation } from '../engine.ts'
import { readPull } from '../pull-changes.ts'
import { loadSchemaLibrary } from '../wasm/load.ts'
import { findPrisma } from './find-prisma.ts'
import { type PrismaOutput, prismaFailed, runPrisma } from './run-prisma.ts'
import { inWorkspaceCopy, type WorkspaceCopy } from './workspace-copy.ts'

type Run = (...args: string[]) => Promise<PrismaOutput>

/** For the commands that read no database; nothing listens there. */
const noDatabase = 'postgresql://localhost:1/none'

/**
 * The workspace's own `prisma`, run on a temporary copy of the schema. Operations may overlap, as each has a copy
 * of its own.
 * @throws Failure `prisma-missing`, `prisma-unsupported`
 */
export function openCliEngine({ project, signal }: EngineRequest): Engine {
  const prisma = findPrisma(project)
  const from7 = prisma.major >= 7

  function inCopy<T>(
    database: Connection | null,
    work: (
      run: Run,
      copy: WorkspaceCopy,
      failed: (command: string, output: PrismaOutput) => Failure,
    ) => Promise<T>,
  ): Promise<T> {
    const url = database === null ? noDatabase : connectionUrl(database)
    const password = database?.password ?? ''
    return inWorkspaceCopy(project, prisma.major, (copy) => {
      const environment = copy.environment(url)
      const run: Run = (...args) =>
        runPrisma({ prisma, args, directory: copy.directory, environment, signal })
      return work(run, copy, (command, output) =>
        prismaFailed(command, output, [url, password, encodeURIComponent(password)]),
      )
    })
  }

  /** Prisma 7 takes the schema of these commands from the config file, and the others as an argument. */
  const schemaArgument = (schema: string) => (from7 ? [] : ['--schema', schema])

  const pullFrom = (database: Connection): Promise<readonly PulledFile[]> =>
    inCopy(database, async (run, copy, failed) => {
      const output = await run('db', 'pull', ...schemaArgument(copy.schema))
      if (output.exitCode === 0 && /Introspected /.test(output.stdout)) return copy.read()
      if (output.exitCode === 1 && /P4001/.test(output.stderr)) return []
      throw failed('db pull', output)
    })

  const diffToSchema = (database: Connection, ...more: readonly string[]): Promise<PrismaOutput> =>
    inCopy(database, async (run, { schema }, failed) => {
      const between = from7
        ? ['--from-config-datasource', '--to-schema', schema]
        : ['--from-schema-datasource', schema, '--to-schema-datamodel', schema]
      const output = await run('migrate', 'diff', ...between, ...more, '--exit-code')
      if (output.exitCode !== 0 && output.exitCode !== 2) throw failed('migrate diff', output)
      return output
    })

  return {
    kind: 'cli',
    version: prisma.version,

    validate: () =>
      inCopy(null, async (run, copy, failed): Promise<Validation> => {
        const output = await run('validate', ...schemaArgument(copy.schema))
        if (output.exitCode === 0 && / (is|are) valid/.test(output.stdout)) return { valid: true }
        const diagnostics = errorsOfText(output.stderr, copy.original)
        if (output.exitCode !== 1 || diagnostics.length === 0) throw failed('validate', output)
        return { valid: false, diagnostics: await withColumns(diagnostics) }
      }),

    script: () =>
      inCopy(null, async (run, { schema }, failed) => {
        const to = from7 ? '--to-schema' : '--to-schema-datamodel'
        const output = await run('migrate', 'diff', '--from-empty', to, schema, '--script')
        if (output.exitCode === 0 && output.stdout.trim() !== '') return output.stdout
        throw failed('migrate diff', output)
      }),

    pull: (database, schemaLine) => readPull(project, pullFrom, database, schemaLine),

    async diff(database) {
      const { stdout, exitCode } = await diffToSchema(database)
      return readSummary(stdout, exitCode)
    },

    async migration(database) {
      const { stdout, exitCode } = await diffToSchema(database, '--script')
      return readScript(stdout, exitCode)
    },
  }

  /** The CLI tells the line alone; the schema library of its major knows the column of the same error. */
  async function withColumns(diagnostics: readonly Diagnostic[]): Promise<readonly Diagnostic[]> {
    const { lint } = await loadSchemaLibrary(from7 ? 7 : 6)
    const known = lintErrors(
      lint(JSON.stringify(project.files.map(({ path, content }) => [path, content]))),
      project.files,
    )
    return diagnostics.map((diagnostic) => known.find((other) => isSame(diagnostic, other)) ?? diagnostic)
  }
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.message === b.message && a.location?.file === b.location?.file && a.location?.line === b.location?.line
  )
}
