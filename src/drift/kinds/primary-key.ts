import type { Traits } from './traits.ts'

/** A primary key: a table has one, whatever its name. */
export const primaryKeyTraits: Traits = {
  family: 'primary-key',
  signatures: [() => ''],
  declarable: () => true,
  expressible: {
    include: 'silent',
    deferrable: 'silent',
    initiallyDeferred: 'silent',
    withoutOverlaps: 'silent',
    options: 'silent',
  },
}
