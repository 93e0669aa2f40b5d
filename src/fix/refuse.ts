import { posix } from 'node:path'
import { openRepository } from '../git/repository.ts'
import { Failure } from '../model/failure.ts'
import type { PendingFile } from './write-files.ts'

/**
 * Why files are not to be written over: what is in them is in no commit. New files are never refused.
 * @param directory what their paths are relative to; absolute
 * @returns a Failure `tree-dirty` or `tree-unversioned`; null where git has what is there
 */
export async function whyRefuse(directory: string, files: readonly PendingFile[]): Promise<Failure | null> {
  const over = files.filter(({ state }) => state === 'changed')
  if (over.length === 0) return null
  const repository = await openRepository(directory)
  if (repository === null)
    return refusal('tree-unversioned', over, 'in no git repository, so nothing would bring back what')
  const { prefix } = repository
  const changed = await repository.uncommitted(over.map(({ path }) => posix.join(prefix, path)))
  const lost = over.filter(({ path }) => changed.has(posix.join(prefix, path)))
  return lost.length === 0 ? null : refusal('tree-dirty', lost, 'not as the last commit has it, and')
}

function refusal(
  code: 'tree-dirty' | 'tree-unversioned',
  files: readonly PendingFile[],
  is: string,
): Failure {
  const names = files.map(({ path }) => path).join(', ')
  const verb = files.length === 1 ? 'is' : 'are'
  return new Failure({
    stage: 'plan',
    code,
    message: `${names} ${verb} ${is} \`fix\` would write over.`,
    next: [
      ...(code === 'tree-dirty' ? ['Commit or stash your changes, and run it again.'] : []),
      'See with `--dry-run` what would be written.',
      'Or write over it with `--force`.',
    ],
  })
}
