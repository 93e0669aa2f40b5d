import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderWith } from './folder.ts'

/** A folder under git, for tests that look back. */
export interface GitFolder {
  readonly directory: string
  /** Runs git in it. */
  git(...args: readonly string[]): string
  /** Writes files (null: takes one away), and leaves them uncommitted. */
  write(files: Files): void
  /** @returns the commit's full name */
  commit(files: Files): string
}

type Files = Readonly<Record<string, string | null>>

/** A new repository whose first commit, on `main`, has these files; taken away when the test file ends. */
export async function gitFolder(files: Readonly<Record<string, string>>): Promise<GitFolder> {
  const directory = await folderWith({})
  const git = (...args: readonly string[]) => {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false']
    return execFileSync('git', ['-C', directory, ...who, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim()
  }
  const write = (changed: Files) => {
    for (const [path, content] of Object.entries(changed)) {
      if (content === null) rmSync(join(directory, path))
      else {
        mkdirSync(dirname(join(directory, path)), { recursive: true })
        writeFileSync(join(directory, path), content)
      }
    }
  }
  const commit = (changed: Files) => {
    write(changed)
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', 'change')
    return git('rev-parse', 'HEAD')
  }
  git('init', '--quiet', '--initial-branch', 'main')
  commit(files)
  return { directory, git, write, commit }
}
