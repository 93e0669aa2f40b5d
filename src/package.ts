import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The package's folder: src/ and dist/ both lie directly in it. */
export const packageDirectory = join(import.meta.dirname, '..')

/** This program's own version. */
export const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')))
