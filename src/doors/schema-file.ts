import { statSync } from 'node:fs'
import { join, resolve } from 'node:path/posix'
import type { Config } from '../config/config.ts'
import type { RenderOptions } from '../report/options.ts'

/**
 * Where formats that want a place for each finding show those that have none: the schema's main file, if it is
 * where it usually is.
 */
export function schemaFileOf({
  schema,
  workingDirectory,
}: Pick<Config, 'schema' | 'workingDirectory'>): Pick<RenderOptions, 'schemaFile'> {
  const candidates =
    schema === null ? ['prisma/schema.prisma', 'schema.prisma'] : [schema, join(schema, 'schema.prisma')]
  const schemaFile = candidates.find((file) => isFile(resolve(workingDirectory, file)))
  return schemaFile === undefined ? {} : { schemaFile }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
