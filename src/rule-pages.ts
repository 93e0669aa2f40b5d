import { readFileSync } from 'node:fs'

/**
 * Reads the page of a rule from docs/rules, which lies beside `src` and beside `dist` alike.
 * @param id of a rule that there is: it becomes part of a path
 * @returns its markdown
 * @throws an error of the file system
 */
export function readRulePage(id: string): string {
  return readFileSync(new URL(`../docs/rules/${id}.md`, import.meta.url), 'utf8')
}
