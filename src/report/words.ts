import type { Severity } from '../model/finding.ts'
import type { Section, Since, Topic } from './outline.ts'

/** How a topic is told, in the notation of messages: the line that is out, why that is drift, and what to do. */
export interface TopicWords {
  readonly line: string
  readonly title: string
  readonly meaning: string
  readonly next: string
}

export const topicWords: Readonly<Record<Topic, TopicWords>> = {
  migrations: {
    line: 'Migrations',
    title: 'The migrations do not fit production',
    meaning: 'They fail, or are not the ones production has run.',
    next: 'Put these in order first: the next deploy depends on them.',
  },
  production: {
    line: 'Production',
    title: 'Production is out of line',
    meaning: 'It was changed outside of the migrations.',
    next: 'Write the change as a migration and record it with `prisma migrate resolve --applied`, or undo it in production.',
  },
  history: {
    line: 'History',
    title: 'The migration history is out of line',
    meaning: 'A migration is missing or was edited.',
    next: 'Add the missing migration, or restore the one that was edited.',
  },
  schema: {
    line: 'schema.prisma',
    title: 'schema.prisma is out of line',
    meaning: 'It says what no migration makes.',
    next: 'Say in schema.prisma what the database has, or write the migration with `prisma migrate dev`.',
  },
  several: {
    line: 'Several',
    title: 'All three lines disagree',
    meaning: 'Production, history and schema.prisma each say something else.',
    next: 'Decide which is right: where there is live data, start from production.',
  },
  unknown: {
    line: 'Not known',
    title: 'Two lines disagree',
    meaning: 'There is no third line that tells which one is out.',
    next: 'Decide which side is right: where there is live data, start from production.',
  },
}

/** What stands over a section: its topic's words, but a schema that does not validate is only to be corrected. */
export function sectionWords({ topic, entries }: Pick<Section, 'topic' | 'entries'>): TopicWords {
  const words = topicWords[topic]
  return entries.every(({ finding }) => finding.rule === 'schema-invalid')
    ? { ...words, next: 'Correct it until `prisma validate` passes.' }
    : words
}

/** What stands over a report's parts. */
export const sinceWords: Readonly<Record<Exclude<Since, null>, string>> = {
  introduced: 'Introduced by this change',
  before: 'There before',
}

export const severityIcons: Readonly<Record<Severity, string>> = { error: '🔴', warning: '🟡', info: '🔵' }
