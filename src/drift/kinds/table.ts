import type { Traits } from './traits.ts'

/** A table: PSL knows that it is there, and nothing of how it is stored. */
export const tableTraits: Traits = {
  family: 'table',
  signatures: [],
  declarable: () => true,
  expressible: {
    persistence: 'silent',
    accessMethod: 'silent',
    ofType: 'silent',
    partitionBy: 'silent',
    inherits: 'silent',
    options: 'silent',
    replicaIdentity: 'silent',
    rowSecurity: 'silent',
  },
}
