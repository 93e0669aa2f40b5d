import type { Preferences } from '../alignment/decide.ts'
import type { Config } from '../config/config.ts'
import { objectGlob, ruleGlob } from '../model/glob.ts'

/** What a team has said about who gives way in the alignment plan. */
export function preferencesOf({ policy, decide }: Pick<Config, 'policy' | 'decide'>): Preferences {
  const rules = decide.map(({ rule, object, side }) => ({
    side,
    isRule: rule === null ? () => true : ruleGlob(rule),
    isObject: object === null ? () => true : objectGlob(object),
  }))
  return {
    policy,
    of: (finding) =>
      rules.findLast(({ isRule, isObject }) => isRule(finding.rule) && isObject(finding.object))?.side ??
      null,
  }
}
