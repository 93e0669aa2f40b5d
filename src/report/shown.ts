import type { Attributes, AttributeValue } from '../model/catalog.ts'
import { withoutCredentials } from '../model/credentials.ts'
import type { Finding } from '../model/finding.ts'
import type { Plan } from '../model/plan.ts'

/** A finding as it may be shown: a body or an argument may hold a credential that nobody masked. */
export function shownFinding<T extends Finding>(finding: T): T {
  const { production, history, declared, deployed, message, consequence, sql } = finding
  return {
    ...finding,
    production: shownAttributes(production),
    history: shownAttributes(history),
    declared: shownAttributes(declared),
    deployed: shownAttributes(deployed),
    message: withoutCredentials(message),
    consequence: withoutCredentials(consequence),
    ...(sql === undefined ? {} : { sql: withoutCredentials(sql) }),
  }
}

function shownAttributes(attributes: Attributes | null): Attributes | null {
  if (attributes === null) return null
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, shownValue(value)]))
}

function shownValue(value: AttributeValue): AttributeValue {
  if (typeof value === 'string') return withoutCredentials(value)
  return typeof value === 'object' && value !== null ? value.map(withoutCredentials) : value
}

/** A plan as it may be shown: no statement and no edit holds a credential, but a reason may quote what does. */
export function shownPlan(plan: Plan): Plan {
  const { steps, proof } = plan
  return {
    ...plan,
    steps: steps.map((step) => ({
      ...step,
      title: withoutCredentials(step.title),
      why: withoutCredentials(step.why),
    })),
    proof: {
      ...proof,
      checks: proof.checks.map((check) => ({
        ...check,
        detail: check.detail && withoutCredentials(check.detail),
      })),
      remaining: proof.remaining.map(shownFinding),
    },
  }
}
