import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dump } from './dump.ts'

/**
 * How many bytes a dump has, as it lies there: compressed, if it is. Production itself has none, as no rows but
 * those of `_prisma_migrations` are read from it.
 */
export async function dumpSize({ source }: Dump): Promise<number> {
  switch (source.kind) {
    case 'file':
      return (await stat(source.path)).size
    case 'directory': {
      const files = await readdir(source.path)
      const sizes = await Promise.all(files.map(async (file) => (await stat(join(source.path, file))).size))
      return sizes.reduce((sum, size) => sum + size, 0)
    }
    case 'production':
      return 0
  }
}
