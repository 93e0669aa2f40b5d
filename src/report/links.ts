import type { Location } from '../model/finding.ts'
import type { RenderOptions } from './options.ts'

/**
 * The path of a location from the repository's root, with `/`, free of `.` and `..`; null where it lies outside
 * of the repository.
 */
export function repositoryPath(file: string, options: Pick<RenderOptions, 'directory'>): string | null {
  const path: string[] = []
  for (const segment of `${options.directory ?? ''}/${file}`.split('/')) {
    if (segment === '..') {
      if (path.pop() === undefined) return null
    } else if (segment !== '' && segment !== '.') path.push(segment)
  }
  return path.length === 0 ? null : path.join('/')
}

/** A path as a relative URL: each segment percent-encoded. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')).replace(/[()'!*]/g, percent))
    .join('/')
}

/** The permanent link to a location's line at the checked commit; null without a permalink base or outside of the repository. */
export function locationUrl(location: Location, options: RenderOptions): string | null {
  const path = repositoryPath(location.file, options)
  if (options.permalink === undefined || path === null) return null
  return `${options.permalink}/${encodePath(path)}#L${location.line}`
}

/** The page that explains a rule; null without a documentation URL. */
export function ruleUrl(rule: string, options: RenderOptions): string | null {
  return options.docsUrl === undefined ? null : `${options.docsUrl}/rules/${encodePath(rule)}.md`
}

/** `prisma/schema.prisma:12` */
export function locationName({ file, line }: Location): string {
  return `${file}:${line}`
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
