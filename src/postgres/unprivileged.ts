import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Who runs the server: undefined is whoever runs us. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * The account a server of ours runs under. Postgres refuses to run as root, so root hands it to `postgres`
 * where that user exists, else to `nobody`.
 * @returns null when we are not root and nothing needs to change.
 * @throws Error when root finds neither user.
 */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  for (const user of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])])
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    } catch {
      // No such user; the next one.
    }
  }
  throw new Error('there is neither a user postgres nor a user nobody to run the server as')
}
