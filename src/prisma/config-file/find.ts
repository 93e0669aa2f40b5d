import { join } from 'node:path'
import { isFile } from '../discovery/paths.ts'

/** In the order Prisma tries them: https://www.prisma.io/docs/orm/reference/prisma-config-reference */
const extensions = ['.js', '.ts', '.mjs', '.cjs', '.mts', '.cts']

/** Where a config file may be, without extension; the first two are read by Prisma 7 only. */
const places = [
  'prisma7.config',
  join('.config', 'prisma7'),
  'prisma.config',
  join('prisma.config', 'index'),
  join('.config', 'prisma'),
  join('.config', 'prisma', 'index'),
  join('.config', 'prisma.config'),
  join('.config', 'prisma.config', 'index'),
]

/** The absolute path of the Prisma config file of a folder; null where there is none. */
export async function findConfigFile(directory: string): Promise<string | null> {
  for (const place of places) {
    for (const extension of extensions) {
      const path = join(directory, `${place}${extension}`)
      if (await isFile(path)) return path
    }
  }
  return null
}
