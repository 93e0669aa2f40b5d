import type { CommentPolicy } from '../config/config.ts'
import type { Status } from '../model/report.ts'

/**
 * What is to become of the comment: `write` makes or edits it, `update` edits one that is there, `remove`
 * deletes one that is there.
 */
export type CommentIntent = 'write' | 'update' | 'remove' | 'none'

/**
 * Decides about the comment. No verdict of an earlier run may stand, so a comment that is there is edited
 * whatever came out, and a failed check only edits.
 * @param onPullRequest whether the event is about a pull request
 */
export function commentIntent(policy: CommentPolicy, onPullRequest: boolean, status: Status): CommentIntent {
  if (policy === 'never') return 'none'
  if (policy === 'always') return 'write'
  if (!onPullRequest) return 'none'
  if (status === 'drift') return 'write'
  return policy === 'on-drift' && status === 'clean' ? 'remove' : 'update'
}
