import type { Direction, Hazard, Lock, Phase, Proof } from '../../model/plan.ts'

/** What stands over the steps of a phase. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  ids: 'Ids',
  database: 'In production',
  schema: 'In schema.prisma',
  history: 'In the migrations',
  code: 'In your code',
}

/** Where a step changes something, inside of a sentence. */
export const directionWords: Readonly<Record<Direction, string>> = {
  database: 'in production',
  schema: 'in schema.prisma',
  history: 'in the migrations',
  person: 'for a person',
}

/** What a hazard means for those who use production. */
export const hazardWords: Readonly<Record<Hazard, string>> = {
  'data-loss': 'loses data',
  'table-rewrite': 'writes the whole table anew',
  'blocks-writes': 'writers of the table wait until it is done',
  'blocks-reads': 'readers of the table wait until it is done',
  'non-transactional': 'cannot run in a transaction, so what fails half way stays half done',
  'fails-on-data': 'fails where rows stand against it',
}

const nobody = 'nobody waits'
const writers = 'readers go on, writers wait'

/** Who waits while a lock is held: https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES */
export const lockWords: Readonly<Record<Lock, string>> = {
  'ACCESS SHARE': nobody,
  'ROW SHARE': nobody,
  'ROW EXCLUSIVE': nobody,
  'SHARE UPDATE EXCLUSIVE': 'readers and writers go on',
  SHARE: writers,
  'SHARE ROW EXCLUSIVE': writers,
  EXCLUSIVE: writers,
  'ACCESS EXCLUSIVE': 'readers and writers wait',
}

/** What stands over a plan: one that failed its proof is no fix, and one without a proof is not said to be one. */
export const planTitles: Readonly<Record<Proof['status'], string>> = {
  proved: 'The alignment plan',
  failed: 'An alignment plan that failed its proof',
  'not-run': 'An alignment plan without a proof',
}
