import { compareText } from '../../model/object.ts'
import { canonicalOf, listOf } from '../value.ts'
import type { Traits } from './traits.ts'

/** An enum: which labels it has is one thing, their order another, on which schema.prisma has no say. */
export const enumTraits: Traits = {
  family: 'enum',
  signatures: [],
  compared: (object) => {
    const labels = listOf(canonicalOf(object, 'labels'))
    return { labels: [...labels].sort(compareText), order: labels }
  },
  declarable: () => true,
  expressible: { order: 'silent' },
  follows: { order: ['labels'] },
}
