/** The files of one commit. Paths are relative to the repository's root, with `/`. */
export interface Snapshot {
  /** The regular files; of a very large repository those in the folders that were asked for. */
  readonly paths: readonly string[]
  /**
   * Reads files.
   * @param atHand contents that are here already: what equals one of them need not be fetched
   * @returns by path; what cannot be had is left out
   */
  read(paths: readonly string[], atHand: readonly Buffer[]): Promise<ReadonlyMap<string, Buffer>>
}

/** The repository where it is hosted, for a clone that lacks the commits that are asked about. */
export interface HostedRepository {
  /** Where it is checked out, and which commit of it, for where no git can say so; the folder is absolute. */
  readonly checkout: { readonly directory: string; readonly commit: string }
  /** What is proposed to go into what; null where nothing is. */
  readonly proposal: { readonly base: string; readonly head: string } | null
  /**
   * The best common ancestor of a branch, tag or commit and a commit.
   * @returns null where the host does not know one of the two, or they have none
   * @throws Unreadable
   */
  mergeBase(ref: string, commit: string): Promise<string | null>
  /**
   * @param folders which of the commit's folders are wanted, in case there are more files than can be listed
   * @throws Unreadable
   */
  snapshot(commit: string, folders: readonly string[]): Promise<Snapshot>
}

/** A commit cannot be read; the message says why in whole sentences, with what would help. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
