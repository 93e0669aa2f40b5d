import pg from 'pg'

/** What became of one message of the simple protocol. */
export interface Outcome {
  /** The tags of the commands that completed, in order: `CREATE TABLE`, `COMMIT`. */
  readonly completed: readonly string[]
  /** Null when all of them did. */
  readonly error: pg.DatabaseError | null
}

/**
 * Sends a script as one message of the simple protocol, so that it is one implicit transaction, and keeps none
 * of the rows it gives.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 * @throws an error of the network; what Postgres refuses is part of the outcome.
 */
export function sendMessage(client: pg.Client, sql: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const completed: string[] = []
    const message = {
      submit: (connection: pg.Connection) => connection.query(sql),
      handleRowDescription() {},
      handleDataRow() {},
      handleEmptyQuery() {},
      handlePortalSuspended() {},
      handleCommandComplete({ text }: { readonly text: string }) {
        completed.push(text.replace(/( \d+)+$/, ''))
      },
      handleCopyInResponse(connection: { readonly sendCopyFail: (reason: string) => void }) {
        connection.sendCopyFail('there is nothing to copy from')
      },
      handleCopyData() {},
      handleError(error: unknown) {
        if (error instanceof pg.DatabaseError) resolve({ completed, error })
        else reject(error)
      },
      handleReadyForQuery: () => resolve({ completed, error: null }),
    }
    client.query(message)
  })
}
