import { clientType, columnType, enumId } from '../drift/client-types.ts'
import { canonicalOf, listOf, ownName } from '../drift/value.ts'
import type { AttributeValue, CatalogObject } from '../model/catalog.ts'
import { objectKey, objectName } from '../model/object.ts'
import type { Step } from '../model/plan.ts'
import type { Change } from './change.ts'
import type { Draft } from './draft.ts'

/** What the application must look at once its client is generated anew: a step for each model and enum. */
export function codeSteps({ changes, schema }: Draft): readonly Step[] {
  const learned = new Set(schema.map(({ change }) => change))
  const steps = new Map<
    string,
    { readonly title: string; readonly told: string[]; readonly findings: Set<string> }
  >()
  for (const change of changes) {
    if (!learned.has(change)) continue
    const told = consequences(change)
    if (told.length === 0) continue
    const { id } = change.difference
    const home =
      'table' in id ? objectKey({ kind: 'table', schema: id.schema, name: id.table }) : objectKey(id)
    const name =
      'table' in id ? objectName({ kind: 'table', schema: id.schema, name: id.table }) : objectName(id)
    const step = steps.get(home) ?? {
      title: `Look at the code that uses \`${name}\``,
      told: [],
      findings: new Set(),
    }
    step.told.push(...told)
    for (const { finding, decision } of change.decided)
      if (decision.kind === 'settle') step.findings.add(finding.fingerprint)
    steps.set(home, step)
  }
  return [...steps.values()].map(({ title, told, findings }) => ({
    phase: 'code',
    direction: 'schema',
    findings: [...findings],
    title,
    why: told.join(' '),
    sql: null,
    migrations: [],
    commands: [],
    edits: [],
    hazards: [],
    lock: null,
    evidence: null,
  }))
}

/** What changes in the client, as sentences; none where nothing can break. */
function consequences({ difference, database }: Change): readonly string[] {
  const { id, lines } = difference
  const said = lines.schema
  if (said === null) return database === null ? [] : additions(database)
  if (database === null) return [`${called(said)} is gone from the client.`]
  if (id.kind === 'enum') return labels(said, database)
  if (id.kind === 'column') return columnConsequences(said, database)
  const isUnique = (object: CatalogObject) => canonicalOf(object, 'unique') === true
  const isLost = isUnique(said) && database.id.kind !== 'primary-key' && !isDeclaredUnique(database)
  return isLost
    ? [
        `\`findUnique\`, \`upsert\` and \`connect\` by (${listOf(canonicalOf(said, 'columns')).join(', ')}) are gone from the client.`,
      ]
    : []
}

/** Does the client tell rows apart by it? */
function isDeclaredUnique(index: CatalogObject): boolean {
  const isWhole = canonicalOf(index, 'predicate') === null
  return (
    canonicalOf(index, 'unique') === true &&
    isWhole &&
    !listOf(canonicalOf(index, 'columns')).some((key) => key.startsWith('('))
  )
}

function additions(added: CatalogObject): readonly string[] {
  if (added.id.kind !== 'column') return []
  const isFilled = ['default', 'identity', 'generated'].some((name) => canonicalOf(added, name) !== null)
  const isRequired = canonicalOf(added, 'nullable') === false && !isFilled
  return isRequired ? [`${called(added)} is new and required: every \`create\` must give it.`] : []
}

function columnConsequences(said: CatalogObject, wanted: CatalogObject): readonly string[] {
  const name = called(said)
  const [was, is] = [said, wanted].map((column) => canonicalOf(column, 'nullable') !== false)
  const types = [said, wanted].map((column) => typeInClient(canonicalOf(column, 'type')))
  const [from, to] = types
  return [
    ...(was && !is
      ? [`${name} is no longer optional: every \`create\` must give it, and none may set it to null.`]
      : []),
    ...(!was && is ? [`${name} becomes optional: code that reads it meets null.`] : []),
    ...(from !== to && from !== undefined && to !== undefined ? [typeSentence(name, from, to)] : []),
  ]
}

function typeSentence(name: string, from: string, to: string): string {
  if (to.startsWith('String @db.Uuid'))
    return `${name} takes only uuids: a value that is none (a cuid, an e-mail, an empty text) fails (P2023, or 22P02 of Postgres).`
  return `${name} is \`${to}\` in the client, and was \`${from}\`.`
}

/** The type in the client; what it makes of a type of the database's own goes by that type's name. */
function typeInClient(type: AttributeValue): string {
  const parsed = columnType(type)
  const name = clientType(parsed) ?? enumId(parsed.base)?.name ?? parsed.base
  return `${name}${parsed.list ? '[]' : ''}`
}

function labels(said: CatalogObject, wanted: CatalogObject): readonly string[] {
  const [own, all] = [said, wanted].map((object) => listOf(canonicalOf(object, 'labels')))
  const come = (all ?? []).filter((label) => !own?.includes(label))
  const told = come.map((label) => `\`${label}\``).join(', ')
  return come.length === 0
    ? []
    : [
        `The enum ${called(said)} also has ${told}: a \`switch\` over its members must know ${come.length === 1 ? 'it' : 'them'}.`,
      ]
}

function called(object: CatalogObject): string {
  const { id } = object
  return `\`${'table' in id ? `${id.table}.${ownName(object)}` : ownName(object)}\``
}
