import pg from 'pg'
import { Failure } from '../../model/failure.ts'
import { describePostgresError } from '../../postgres/errors.ts'

/** What the engine rejects with: an error with a code as in https://www.prisma.io/docs/orm/reference/error-reference */
interface SchemaConnectorError extends Error {
  readonly code: string | null
}

/** The introspected database has nothing in it (P4001). */
export function isEmptyDatabase(error: unknown): boolean {
  return isConnectorError(error) && error.code === 'P4001'
}

/** An error of an operation of the engine as a Failure; what is a Failure already stays as it is. */
export function engineFailure(error: unknown): unknown {
  if (isConnectorError(error))
    return failed(
      `Prisma's schema engine failed${error.code ? ` (${error.code})` : ''}: ${error.message}`,
      error,
    )
  if (error instanceof pg.DatabaseError)
    return failed(
      `The database refused Prisma's schema engine: ${describePostgresError(error).message}`,
      error,
    )
  return error
}

function isConnectorError(error: unknown): error is SchemaConnectorError {
  return error instanceof Error && error.name === 'SchemaConnectorError'
}

function failed(message: string, cause: Error): Failure {
  return new Failure(
    {
      stage: 'prisma',
      code: 'engine-failed',
      message: message.trim(),
      next: [
        'Run the same with the Prisma of the workspace: `--engine cli`.',
        'If that works, report it: https://github.com/prisma/prisma/issues.',
      ],
    },
    { cause },
  )
}
