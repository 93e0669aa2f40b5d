import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Failure } from '../../model/failure.ts'
import { relativePath } from '../../model/path.ts'

const evaluatedConfig = z.strictObject({
  schema: z.string().nullable(),
  migrations: z.string().nullable(),
  externalTables: z.array(z.string()).readonly(),
  externalEnums: z.array(z.string()).readonly(),
})

const evaluation = z.union([
  z.strictObject({ config: evaluatedConfig }),
  z.strictObject({ error: z.string(), file: z.string(), line: z.number().nullable() }),
])

/** What a prisma.config.* says, as it is written there: the paths are relative to its folder. */
export type EvaluatedConfig = Readonly<z.infer<typeof evaluatedConfig>>

/** What the child process sends: the config, or why it could not be read; `file` absolute, `line` from 1. */
export type Evaluation = Readonly<z.infer<typeof evaluation>>

const timeout = 30_000

/**
 * Reads a Prisma config file in a process of its own, where it can neither write to our output, end us, nor see
 * the action's inputs. Nothing needs to be installed and no variable set: what is missing is replaced.
 * https://www.prisma.io/docs/orm/reference/prisma-config-reference
 * @param file absolute
 * @throws Failure `prisma-config-failed` naming the line that throws, or the value that only an absent package knows.
 */
export async function loadConfigFile(file: string, workingDirectory: string): Promise<EvaluatedConfig> {
  const found = await evaluateInChild(file, workingDirectory)
  if ('error' in found) {
    const at = relativePath(workingDirectory, found.file)
    const place = found.line === null ? at : `${at}:${found.line}`
    throw failure(`${relativePath(workingDirectory, file)} could not be read: ${found.error} (${place})`, {
      file: at,
      line: found.line ?? 1,
    })
  }
  const { config } = found
  const unknown = [config.schema, config.migrations].flatMap(
    (path) => /<([^>]+)>/.exec(path ?? '')?.[1] ?? [],
  )[0]
  if (unknown !== undefined) {
    const at = relativePath(workingDirectory, file)
    throw failure(`${at} takes a path from ${unknown}, which is not installed here.`, { file: at, line: 1 }, [
      `Install the project's packages before the check, so that ${unknown} can be read.`,
    ])
  }
  return config
}

function evaluateInChild(file: string, workingDirectory: string): Promise<Evaluation> {
  return new Promise((resolve, reject) => {
    const child = fork(program(), [file], {
      cwd: workingDirectory,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout,
      killSignal: 'SIGKILL',
    })
    child.once('message', (message) => resolve(evaluation.parse(message)))
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      const how =
        signal === 'SIGKILL'
          ? `did not end within ${timeout / 1000} seconds`
          : `ended the process (exit code ${code})`
      resolve({ error: `it ${how}`, file, line: null })
    })
  })
}

/** The built child program lies beside the built bundle. */
function program(): string {
  return fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './evaluate.ts' : './prisma-config.js', import.meta.url),
  )
}

function failure(
  message: string,
  location: { readonly file: string; readonly line: number },
  first: readonly string[] = [],
) {
  return new Failure({
    stage: 'config',
    code: 'prisma-config-failed',
    message,
    location,
    next: [
      ...first,
      'Give the paths themselves with --schema and --migrations; the config file is then not read.',
    ],
  })
}
