import type { Repository } from '../git/repository.ts'
import { Failure } from '../model/failure.ts'
import { type HostedRepository, Unreadable } from '../model/snapshot.ts'

export interface BaseRequest {
  /** `--base`; null: what the event proposes to change, if there is such an event. */
  readonly given: string | null
  /** Null where there is no git, or no repository. */
  readonly repository: Repository | null
  readonly hosted: HostedRepository | null
}

/**
 * Finds the commit that says what was there before: the best common ancestor of the base and what is checked out, so
 * that what the base has gained since is not taken for a part of the change. Of the merge that GitHub makes of a pull
 * request to check it, that is its first parent, whatever the event knew of the base. Where history does not say, it
 * is the base itself.
 * @returns its full name; null where no base was asked for.
 * @throws Failure `base-unknown` when what was given names no commit; Unreadable when what the event names is not
 * to be had.
 */
export async function findBase({ given, repository, hosted }: BaseRequest): Promise<string | null> {
  const proposal = given === null ? (hosted?.proposal ?? null) : null
  const ref = given ?? proposal?.base ?? null
  if (ref === null || ref === 'none') return null
  const head = (await repository?.commitOf('HEAD')) ?? hosted?.checkout.commit ?? null
  if (head === null)
    throw unknown(
      ref,
      given !== null,
      'there is no git repository with a commit here, or no `git` in the PATH to read it',
    )

  const merged = proposal && repository ? await repository.parents(head) : []
  const [first, second] = merged
  if (first !== undefined && second !== undefined && second === proposal?.head) return first

  const commit = await localCommit(ref, repository)
  const ancestor =
    (commit && (await repository?.mergeBase(commit, head))) ?? (await hosted?.mergeBase(ref, head)) ?? commit
  if (!ancestor) throw unknown(ref, given !== null, 'it is no commit, branch or tag that is known here')
  return ancestor
}

/** A clone in CI has branches of its remote alone. */
async function localCommit(ref: string, repository: Repository | null): Promise<string | null> {
  return (await repository?.commitOf(ref)) ?? (await repository?.commitOf(`origin/${ref}`)) ?? null
}

function unknown(ref: string, byHand: boolean, why: string): Failure | Unreadable {
  if (!byHand) return new Unreadable(`\`${ref}\` was not found: ${why}.`)
  return new Failure({
    stage: 'config',
    code: 'base-unknown',
    message: `\`base\` is \`${ref}\`, and ${why}.`,
    next: [
      'Give `base` a branch, tag or commit of this repository, as in `main` or `origin/main`.',
      'Fetch it first; in a workflow, check out with `fetch-depth: 0`.',
      'Leave `base` out: nothing is then said of what this change introduced.',
    ],
  })
}
