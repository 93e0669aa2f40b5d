import { Failure } from '../../model/failure.ts'
import type { PrismaProject, SchemaFile } from '../../model/project.ts'
import { parsePsl } from '../psl/parse.ts'
import { locator } from '../psl/position.ts'
import { propertyValue, stringOf, stringsOf } from '../psl/query.ts'

export type DatasourceFacts = Pick<
  PrismaProject,
  'schemas' | 'multiSchema' | 'relationMode' | 'previewFeatures'
> & {
  /** The file that has the datasource, as in `SchemaFile.path`. */
  readonly file: string
}

const providers = ['postgresql', 'postgres']

/**
 * Reads the datasource and the preview features out of the schema files, which need not validate.
 * @throws Failure `prisma-datasource-missing`, or `prisma-provider-unsupported` at the provider's line.
 */
export function datasourceFacts(files: readonly SchemaFile[]): DatasourceFacts {
  const blocks = files.flatMap((file) => parsePsl(file.content).map((block) => ({ file, block })))
  const datasource = blocks.find(({ block }) => block.keyword.text === 'datasource')
  if (!datasource) throw datasourceMissing(files)
  const { file, block } = datasource
  const provider = propertyValue(block, 'provider')
  const name = stringsOf(provider)[0] ?? ''
  if (!providers.includes(name)) {
    const at = locator(file.path, file.content)(provider?.start ?? block.start)
    throw new Failure({
      stage: 'config',
      code: 'prisma-provider-unsupported',
      message: `The provider at ${at.file}:${at.line} is ${name === '' ? 'not written as a text' : `"${name}"`}; only "postgresql" can be checked.`,
      location: at,
      next: [
        'Check a schema whose datasource has provider = "postgresql".',
        'Give another schema with --schema.',
      ],
    })
  }
  const schemas = stringsOf(propertyValue(block, 'schemas'))
  const generators = blocks.filter((found) => found.block.keyword.text === 'generator')
  return {
    file: file.path,
    schemas: schemas.length > 0 ? schemas : ['public'],
    multiSchema: schemas.length > 0,
    relationMode: stringOf(propertyValue(block, 'relationMode')) === 'prisma' ? 'prisma' : 'foreignKeys',
    previewFeatures: [
      ...new Set(generators.flatMap((found) => stringsOf(propertyValue(found.block, 'previewFeatures')))),
    ],
  }
}

function datasourceMissing(files: readonly SchemaFile[]): Failure {
  const file = files[0]?.path ?? null
  return new Failure({
    stage: 'config',
    code: 'prisma-datasource-missing',
    message: `No datasource block in ${files.length === 0 ? 'the schema: it has no .prisma file' : files.map(({ path }) => path).join(', ')}.`,
    location: file === null ? null : { file, line: 1 },
    next: [
      'Add a datasource block with provider = "postgresql".',
      'Where the schema is a folder, give the folder and not one of its files with --schema.',
    ],
  })
}
