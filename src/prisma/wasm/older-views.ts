import type { PrismaProject, SchemaFile } from '../../model/project.ts'
import { parsePsl } from '../psl/parse.ts'
import { blockAttributes, fieldsOf } from '../psl/query.ts'
import type { Attribute } from '../psl/syntax.ts'

/**
 * The schema files as the bundled engines take them. Before 6.13, Prisma took `@id`, `@@id` and `@@index` in a view,
 * which the engines since then refuse: there `unique` says the same, and indexes of a view said nothing.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/views
 */
export function filesForBundled({
  files,
  prismaVersion,
}: Pick<PrismaProject, 'files' | 'prismaVersion'>): readonly SchemaFile[] {
  return takesKeysInViews(prismaVersion) ? files.map(withoutKeysInViews) : files
}

function takesKeysInViews(version: string | null): boolean {
  const [major = Number.NaN, minor = 0] = (version ?? '').split('.').map((part) => Number.parseInt(part, 10))
  return major < 6 || (major === 6 && minor < 13)
}

function withoutKeysInViews({ path, content }: SchemaFile): SchemaFile {
  const views = parsePsl(content).filter(({ keyword }) => keyword.text === 'view')
  const attributes = views.flatMap((view) => [
    ...blockAttributes(view),
    ...fieldsOf(view).flatMap((field) => field.attributes),
  ])
  // From the last to the first, so that what stands before keeps its place.
  const changed = attributes
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, attribute) => {
      const rest = text.slice(attribute.end)
      return `${text.slice(0, attribute.start)}${asKeyOfView(text, attribute)}${rest}`
    }, content)
  return { path, content: changed }
}

function asKeyOfView(text: string, { name, start, end }: Attribute): string {
  const written = text.slice(start, end)
  if (name === 'index') return ''
  return name === 'id' ? written.replace('id', 'unique') : written
}
