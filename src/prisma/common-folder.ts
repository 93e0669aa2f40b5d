import { posix } from 'node:path'

/** The deepest folder that all paths are in, with `/`; `.` where that is the one they are relative to. */
export function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => posix.dirname(path).split('/'))
  const differs = first.findIndex((part, i) => others.some((other) => other[i] !== part))
  return (differs < 0 ? first : first.slice(0, differs)).join('/') || '.'
}
