import { execFile } from 'node:child_process'
import { access, constants, readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { compareText } from '../model/object.ts'

const run = promisify(execFile)

/** A program of Postgres that was found on this machine. */
export interface Program {
  readonly file: string
  /** As in `15.18`. */
  readonly version: string
  readonly major: number
}

/** Folders in which each version has its own folder: Debian and GitHub's images, Red Hat, Homebrew, Postgres.app, Windows. */
const versioned: readonly { readonly parent: string; readonly entry: RegExp; readonly bin: string }[] = [
  { parent: '/usr/lib/postgresql', entry: /^\d+$/, bin: 'bin' },
  { parent: '/usr', entry: /^pgsql-\d+$/, bin: 'bin' },
  { parent: '/opt/homebrew/opt', entry: /^postgresql(@\d+)?$/, bin: 'bin' },
  { parent: '/usr/local/opt', entry: /^postgresql(@\d+)?$/, bin: 'bin' },
  { parent: '/home/linuxbrew/.linuxbrew/opt', entry: /^postgresql(@\d+)?$/, bin: 'bin' },
  { parent: '/Applications/Postgres.app/Contents/Versions', entry: /^\d+$/, bin: 'bin' },
  { parent: 'C:\\Program Files\\PostgreSQL', entry: /^\d+$/, bin: 'bin' },
]

/** Where was looked, for a message: the PATH, `pg_config --bindir` and the folders of packagers. */
export const placesLookedAt =
  'the PATH, pg_config --bindir, /usr/lib/postgresql/*/bin, Homebrew and Postgres.app'

const searches = new Map<string, Promise<readonly Program[]>>()

/**
 * All copies of one program on this machine that say their version, newest first; the one on the PATH comes
 * first among equals. Looks once: what is installed does not change during a check.
 */
export function findPrograms(name: 'postgres' | 'pg_restore' | 'pg_dump'): Promise<readonly Program[]> {
  const search = searches.get(name) ?? searchPrograms(name)
  searches.set(name, search)
  return search
}

async function searchPrograms(name: string): Promise<readonly Program[]> {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const found = await Promise.all(
    (await binDirectories()).map((directory) => program(path.join(directory, file))),
  )
  return found.filter((one) => one !== null).sort((a, b) => compareVersions(b.version, a.version))
}

/** Orders versions by their numbers: `9.6` before `15.2` before `15.18`. */
function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number)
  const [majorB = 0, minorB = 0] = b.split('.').map(Number)
  return majorA - majorB || minorA - minorB
}

/** The folders that may hold Postgres' programs and exist, each once. */
async function binDirectories(): Promise<readonly string[]> {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter((entry) => path.isAbsolute(entry))
  const listed = await Promise.all(
    versioned.map(async ({ parent, entry, bin }) => {
      const names = await readdir(parent).catch(() => [])
      return names
        .filter((name) => entry.test(name))
        .sort(compareText)
        .map((name) => path.join(parent, name, bin))
    }),
  )
  const real = await Promise.all(
    [...onPath, ...(await fromPgConfig()), ...listed.flat()].map((each) => realpath(each).catch(() => null)),
  )
  return [...new Set(real.filter((each) => each !== null))]
}

async function fromPgConfig(): Promise<readonly string[]> {
  try {
    const { stdout } = await run('pg_config', ['--bindir'], { timeout: 5_000 })
    return [stdout.trim()]
  } catch {
    return [] // Not installed: most machines have none.
  }
}

async function program(file: string): Promise<Program | null> {
  try {
    await access(file, constants.X_OK)
    const { stdout } = await run(file, ['--version'], { timeout: 5_000 })
    return { file, ...parseVersion(stdout) }
  } catch {
    return null // Not there, or not runnable here (a wrapper without its program).
  }
}

/**
 * Reads `15.18` and its major out of what a Postgres program or server says of itself.
 * @throws RangeError when there is no version in the text.
 */
export function parseVersion(text: string): { readonly version: string; readonly major: number } {
  const version = /\b(\d+)(?:\.\d+)*/.exec(text)
  if (version?.[1] === undefined) throw new RangeError('no version of Postgres in this text')
  return { version: version[0], major: Number(version[1]) }
}
