import type { Drift } from '../drift/difference.ts'
import { objectKey } from '../model/object.ts'
import type { Step } from '../model/plan.ts'
import type { Change } from './change.ts'
import { type Effect, effectsOf } from './client-effects.ts'
import type { Draft } from './draft.ts'

/** What the application must look at once its client is generated anew: a step for each model and enum. */
export function codeSteps({ changes, schema }: Draft, { context: { source } }: Drift): readonly Step[] {
  const learned = new Set(schema.map(({ change }) => change))
  const homes = new Map<string, { name: string; effects: Effect[]; findings: Set<string> }>()
  for (const change of changes) {
    const effects = learned.has(change) ? effectsOf(change, source) : []
    if (effects.length === 0) continue
    const { key, name } = homeOf(change, source)
    const home = homes.get(key) ?? { name, effects: [], findings: new Set() }
    home.effects.push(...effects)
    for (const { finding, decision } of change.decided)
      if (decision.kind === 'settle') home.findings.add(finding.fingerprint)
    homes.set(key, home)
  }
  return [...homes.values()].map(({ name, effects, findings }) => ({
    phase: 'code',
    direction: 'schema',
    findings: [...findings],
    title: `Look at the code that uses \`${name}\``,
    why: told(effects),
    sql: null,
    migrations: [],
    commands: [],
    edits: [],
    hazards: [],
    lock: null,
    evidence: null,
  }))
}

/** The model or enum that an object belongs to, under the name that the client has for it. */
function homeOf({ difference: { id } }: Change, { models, enums }: Drift['context']['source']) {
  if (!('schema' in id)) return { key: objectKey(id), name: id.name }
  const table = 'table' in id ? id.table : id.name
  const path = `${id.schema}.${table}`
  const name = id.kind === 'enum' ? enums.get(path)?.name : models.get(path)?.name
  const key = objectKey({ kind: id.kind === 'enum' ? 'enum' : 'table', schema: id.schema, name: table })
  return { key, name: name ?? table }
}

/** One sentence for all of which the same is to be said. */
function told(effects: readonly Effect[]): string {
  const alike = new Map<string, string[]>()
  for (const { name, one } of effects) alike.set(one, [...(alike.get(one) ?? []), name])
  return effects
    .flatMap(({ one, many }) => {
      const names = alike.get(one)
      alike.delete(one)
      return names ? [names.length === 1 ? `${listed(names)} ${one}` : `${listed(names)} ${many}`] : []
    })
    .join(' ')
}

function listed(names: readonly string[]): string {
  const code = names.map((name) => `\`${name}\``)
  const last = code.at(-1) ?? ''
  return code.length === 1 ? last : `${code.slice(0, -1).join(', ')} and ${last}`
}
