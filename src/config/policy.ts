import { z } from 'zod'
import { severities as grades } from '../drift/severity.ts'
import { isDay } from '../model/day.ts'
import { severities } from '../model/finding.ts'
import { ruleGlob } from '../model/glob.ts'
import { sides } from './config.ts'

/** The ids of all rules. */
export const ruleNames: readonly string[] = Object.keys(grades)

/** Is it the glob of a rule that there is? */
function isRuleGlob(glob: string): boolean {
  return ruleNames.some(ruleGlob(glob))
}

const text = z.string().trim().min(1, 'some text')
const rule = text.refine(isRuleGlob, 'a rule')
const day = text.refine(isDay, 'a day as in `2027-03-31`')

const ignoreEntry = z
  .strictObject({
    rule: rule.optional(),
    object: text.optional(),
    reason: text.optional(),
    owner: text.optional(),
    expires: day.optional(),
  })
  .refine((entry) => entry.rule !== undefined || entry.object !== undefined, '`rule` or `object`')

const decideEntry = z
  .strictObject({ rule: rule.optional(), object: text.optional(), side: z.enum(sides) })
  .refine((entry) => entry.rule !== undefined || entry.object !== undefined, '`rule` or `object`')

const severityEntry = z.strictObject({ rule, object: text.optional(), severity: z.enum(severities) })

/** What does not count: globs of objects, or maps. */
export const ignoreList = z.array(
  z.preprocess((entry) => (typeof entry === 'string' ? { object: entry } : entry), ignoreEntry),
)

/** Other severities. */
export const severityList = z.array(severityEntry)

/** Who is right about what. */
export const decideList = z.array(decideEntry)

/** The keys that an entry of a list may have, by the list's name. */
export const entryKeys: Readonly<Record<string, readonly string[]>> = {
  ignore: Object.keys(ignoreEntry.shape),
  severity: Object.keys(severityEntry.shape),
  decide: Object.keys(decideEntry.shape),
}
