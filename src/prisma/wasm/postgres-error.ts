import type { Error as EngineError } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/**
 * An error of `pg` as the engine wants it, without what may hold row values: Postgres quotes them in DETAIL and,
 * for the errors of data (class 22), in the message itself.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
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
    message: valueFreeMessage(error),
    detail: undefined,
    column: error.column,
    hint: undefined,
  }
}

/** Postgres' message, or what its SQLSTATE says where the message quotes values. */
export function valueFreeMessage(error: pg.DatabaseError): string {
  return error.code?.startsWith('22') ? `a value does not fit (SQLSTATE ${error.code})` : error.message
}
