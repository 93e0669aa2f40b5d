import { z } from 'zod'
import { alternatives } from '../config/nearest.ts'
import { isDay } from '../model/day.ts'
import { severities } from '../model/finding.ts'
import { compareText } from '../model/object.ts'
import type { BaselineEntry } from '../model/report.ts'

const text = z.string().min(1, 'some text')
const day = text.refine(isDay, 'a day as in `2027-03-31`').nullable().default(null)
/** An entry as it may be written; scalars as texts. */
export const entryShape = z.strictObject({
  fingerprint: z.string().regex(/^[\da-f]{12}$/, 'the 12 hex digits of a finding’s fingerprint'),
  rule: text,
  object: text,
  severity: z.enum(severities, alternatives(severities)).nullable().default(null),
  reason: text.nullable().default(null),
  owner: text.nullable().default(null),
  since: day,
  expires: day,
})

/** The keys of an entry, in the order in which they are written. */
export const entryKeys = Object.keys(entryShape.shape)

/** Orders entries by object, rule and fingerprint. */
export function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.object, b.object) ||
    compareText(a.rule, b.rule) ||
    compareText(a.fingerprint, b.fingerprint)
  )
}
