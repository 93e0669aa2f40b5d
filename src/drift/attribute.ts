import type { CatalogObject } from '../model/catalog.ts'
import type { Cause } from '../model/finding.ts'
import type { PerLine } from './difference.ts'
import { canonicalOf, equalValues } from './value.ts'

/** Which voters agree with each other about one thing; null: one of the two has no vote. */
export interface Agreement {
  readonly databaseHistory: boolean | null
  readonly databaseSchema: boolean | null
  readonly historySchema: boolean | null
  /** Where the schema has no vote: does it merely abstain, or is there no schema line to ask? */
  readonly schemaAbstains: boolean
}

/**
 * The line that is out; null where nothing is. Without the database there is nothing to judge.
 * The schema may agree with both of two that differ, where PSL cannot tell them apart.
 */
export function causeOf(agreement: Agreement): Cause | null {
  const { databaseHistory, databaseSchema, historySchema, schemaAbstains } = agreement
  if (databaseHistory === null) return databaseSchema === false ? 'unknown' : null
  if (databaseSchema === null) return databaseHistory ? null : schemaAbstains ? 'production' : 'unknown'
  if (databaseHistory) return databaseSchema ? null : 'schema'
  if (historySchema) return 'production'
  return databaseSchema ? 'history' : 'several'
}

/**
 * What the application meets. Where the deploy failed it is foretold from the other lines: what the migrations
 * that wait do to `applied` happens to production too, as long as production had what they start from.
 */
export function databaseObject(lines: PerLine, deployedExists: boolean, appliedExists: boolean) {
  if (deployedExists) return lines.deployed
  const { production, applied, history } = lines
  if (!appliedExists || (production === null) !== (applied === null)) return production
  if (production === null || applied === null || history === null) return history
  return merge(production, applied, history)
}

function merge(production: CatalogObject, applied: CatalogObject, history: CatalogObject): CatalogObject {
  const attributes = { ...production.attributes }
  const canonical = { ...production.canonical }
  const changed = Object.keys(attributes).filter(
    (name) =>
      !equalValues(canonicalOf(applied, name), canonicalOf(history, name)) &&
      equalValues(canonicalOf(production, name), canonicalOf(applied, name)),
  )
  if (changed.length === 0) return production
  for (const name of changed) {
    attributes[name] = history.attributes[name] ?? null
    delete canonical[name]
    const text = history.canonical[name]
    if (text !== undefined) canonical[name] = text
  }
  return { ...production, attributes, canonical }
}
