import { relative, sep } from 'node:path'

/** A path as reports show it: relative to the working directory, with `/`. */
export function relativePath(workingDirectory: string, path: string): string {
  return relative(workingDirectory, path).split(sep).join('/') || '.'
}
