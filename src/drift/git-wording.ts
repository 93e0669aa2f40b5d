import type { GitHistory } from '../model/migration.ts'
import { code } from './wording.ts'

/** A commit as people name it. */
export function shortCommit(commit: string): string {
  return code(commit.slice(0, 7))
}

/** Why git could not tell what production ran, and what helps. */
export function whyNotInGit(git: GitHistory): string {
  if (git === 'shallow')
    return 'The text that ran is not in this shallow clone: with `fetch-depth: 0` what it made can be told from what was changed by hand.'
  if (git === 'whole')
    return 'No branch or tag has the text that ran, so what it made cannot be told from what was changed by hand.'
  return 'There is no git repository that could have the text that ran, so what it made cannot be told from what was changed by hand.'
}
