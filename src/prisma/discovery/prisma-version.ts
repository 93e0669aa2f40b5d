import { join } from 'node:path'
import { ancestors, type PackageJson, readPackageJson } from './package-json.ts'

const packages = ['prisma', '@prisma/client']

/**
 * The workspace's Prisma version: of the package installed nearest, unless the nearest package.json asks for
 * another major (then what is installed further up belongs to someone else).
 * @returns as in `6.19.3`, from a range its lowest; null when neither says.
 */
export async function findPrismaVersion(directory: string): Promise<string | null> {
  const [installed, wanted] = await Promise.all([
    nearest(directory, (folder) => installedVersion(folder)),
    nearest(directory, async (folder) => wantedVersion(await readPackageJson(join(folder, 'package.json')))),
  ])
  const fits = installed !== null && (wanted === null || majorOf(installed) === majorOf(wanted))
  return fits ? installed : wanted
}

/** The first number of a version; null when there is no version. */
export function majorOf(version: string | null): number | null {
  return version === null ? null : Number.parseInt(version, 10)
}

async function nearest(
  directory: string,
  find: (folder: string) => Promise<string | null>,
): Promise<string | null> {
  for (const folder of ancestors(directory)) {
    const found = await find(folder)
    if (found !== null) return found
  }
  return null
}

async function installedVersion(folder: string): Promise<string | null> {
  for (const name of packages) {
    const found = await readPackageJson(join(folder, 'node_modules', name, 'package.json'))
    if (found?.version !== undefined) return found.version
  }
  return null
}

/** `latest`, `catalog:` and `workspace:*` say no version. */
function wantedVersion(found: PackageJson | null): string | null {
  const all = { ...found?.peerDependencies, ...found?.devDependencies, ...found?.dependencies }
  const ranges = packages.flatMap((name) => all[name] ?? [])
  return ranges.flatMap((range) => /\d+(?:\.\d+){0,2}(?:-[\w.]+)?/.exec(range)?.[0] ?? [])[0] ?? null
}
