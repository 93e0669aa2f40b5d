import { stat } from 'node:fs/promises'

/** Is there a file at this path (links followed)? */
export async function isFile(path: string): Promise<boolean> {
  return (await kindOf(path)) === 'file'
}

/** Is there a folder at this path (links followed)? */
export async function isDirectory(path: string): Promise<boolean> {
  return (await kindOf(path)) === 'directory'
}

async function kindOf(path: string): Promise<'file' | 'directory' | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? 'file' : found.isDirectory() ? 'directory' : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null
    throw error
  }
}
