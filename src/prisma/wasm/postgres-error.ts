import type { Error as EngineError } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { describePostgresError } from '../../postgres/errors.ts'

/**
 * An error of `pg` as the engine wants it, without the row values that Postgres quotes.
 */
export function engineError(error: unknown): EngineError {
  if (error instanceof pg.DatabaseError) return databaseError(error)
  return { kind: 'DatabaseNotReachable' }
}

function databaseError(error: pg.DatabaseError): EngineError {
  const code = error.code ?? 'XX000'
  if (code === '3D000') return { kind: 'DatabaseDoesNotExist' }
  if (code === '42P04') return { kind: 'DatabaseAlreadyExists' }
  if (code === '28P01' || code === '28000') return { kind: 'AuthenticationFailed' }
  return {
    kind: 'postgres',
    code,
    severity: error.severity ?? 'ERROR',
    message: describePostgresError(error).message,
    detail: undefined,
    column: error.column,
    hint: undefined,
  }
}
