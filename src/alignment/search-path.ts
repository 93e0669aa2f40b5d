import { ident } from './ddl/names.ts'

/**
 * What psql must be told so that names without a schema live where Prisma has them: a deploy has it of the URL's
 * `?schema=`, which psql does not know.
 * @param schema where names live that have no schema
 * @returns no statement where that goes without saying
 */
export function searchPathTo(schema: string): readonly string[] {
  return schema === 'public' ? [] : [`SET search_path = ${ident(schema)};`]
}
