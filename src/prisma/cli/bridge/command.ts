import { createDatabase, dropDatabase, open } from './database.ts'
import { UserFacingError } from './rpc.ts'

/**
 * Runs a command of one shot: the CLI reads the exit code and, skipping its first line, the log on stderr.
 * @returns the exit code: 0, or 1 with the error in the log.
 */
export async function runCommand(command: string, url: string): Promise<0 | 1> {
  log('INFO', { message: 'Starting schema engine CLI' })
  try {
    log('INFO', { message: await run(command, url) })
    return 0
  } catch (error) {
    const code = error instanceof UserFacingError ? error.code : 'P1010'
    log('ERROR', {
      message: error instanceof Error ? error.message : String(error),
      error_code: code,
      is_panic: false,
    })
    return 1
  }
}

async function run(command: string, url: string): Promise<string> {
  switch (command) {
    case 'can-connect-to-database':
      await (await open(url)).end()
      return 'Connection successful'
    case 'create-database':
      return `Database '${await createDatabase(url)}' was successfully created.`
    case 'drop-database':
      await dropDatabase(url)
      return 'The database was successfully dropped.'
    default:
      throw new UserFacingError('P1010', `The schema engine knows no command ${command}.`)
  }
}

function log(level: string, fields: object): void {
  const entry = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' }
  process.stderr.write(`${JSON.stringify(entry)}\n`)
}
