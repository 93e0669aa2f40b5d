import type { DiffTarget } from 'schema-engine-wasm-7'
import type { PrismaProject } from '../../model/project.ts'
import type { EngineMajor } from './load.ts'

/**
 * The engine takes preview features from what it diffs alone: without a diff first, pulling a schema drops
 * `extensions = […]`. This is a datasource that carries the features and has nothing in it.
 * @returns null where the schema uses no preview feature.
 */
export function previewFeatureStub(
  major: EngineMajor,
  { previewFeatures }: Pick<PrismaProject, 'previewFeatures'>,
): DiffTarget | null {
  if (previewFeatures.length === 0) return null
  const content = `datasource db {
  provider = "postgresql"
  ${major === 6 ? 'url = "postgresql://localhost"' : ''}
  schemas  = ["prisma-schema-drift: no such schema"]
}
generator stub {
  provider        = "stub"
  previewFeatures = ${JSON.stringify(previewFeatures)}
}
`
  return { tag: 'schemaDatasource', files: [{ path: 'stub.prisma', content }], configDir: '/' }
}
