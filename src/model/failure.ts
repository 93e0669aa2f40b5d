import type { Location } from './finding.ts'

export const stages = ['config', 'start', 'restore', 'migrate', 'prisma', 'compare', 'plan', 'report'] as const
export type Stage = (typeof stages)[number]

export interface FailureDetails {
  readonly stage: Stage
  /** Kebab-case, stable, documented in docs/failures.md. */
  readonly code: string
  readonly message: string
  readonly location?: Location | null
  /** What to do next: each a whole sentence, the best way out first. */
  readonly next: readonly string[]
}

/** The check could not be done. Never carries row values or secrets: message and next are shown as they are. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly stage: Stage
  readonly code: string
  readonly location: Location | null
  readonly next: readonly string[]

  constructor(details: FailureDetails, options?: ErrorOptions) {
    super(details.message, options)
    this.stage = details.stage
    this.code = details.code
    this.location = details.location ?? null
    this.next = details.next
  }
}
