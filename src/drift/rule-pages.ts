import { readFileSync } from 'node:fs'
import { rules } from './rules/index.ts'

/** Where the pages are, seen from the source and from dist: the repository ships both. */
const folders = ['../../docs/rules/', '../docs/rules/']

/**
 * Reads the page of a rule.
 * @returns its markdown; null where there is no such page
 */
export function rulePage(id: string): string | null {
  if (!rules.some((rule) => rule.id === id)) return null
  for (const folder of folders) {
    const text = readIfThere(new URL(`${folder}${id}.md`, import.meta.url))
    if (text !== null) return text
  }
  return null
}

function readIfThere(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
