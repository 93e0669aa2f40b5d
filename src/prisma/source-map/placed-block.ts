import type { Location } from '../../model/finding.ts'
import type { Block } from '../psl/syntax.ts'

/** A block with what is needed to say where it stands and in which Postgres schema its object lives. */
export interface PlacedBlock {
  readonly block: Block
  readonly schema: string
  /** The text of the file, for what is quoted as written. */
  readonly text: string
  readonly at: (offset: number) => Location
}
