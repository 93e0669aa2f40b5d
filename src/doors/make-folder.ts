import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are not there, one after the other: where one cannot be made, as below
 * /proc, `mkdir` of Node with `recursive` never ends.
 * @param path absolute
 * @throws the error of the file system
 */
export async function makeFolder(path: string): Promise<void> {
  const parent = dirname(path)
  if (await isFolder(path)) return
  if (parent !== path) await makeFolder(parent)
  try {
    await mkdir(path)
  } catch (error) {
    // Another process may have been faster.
    if (!(await isFolder(path))) throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
