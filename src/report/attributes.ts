import type { Attributes, AttributeValue } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import { compareText, type ObjectKind } from '../model/object.ts'

/** One attribute as a reader sees it: the label `default` with the code `now()`, or a label alone, as in `no default`. */
export interface Part {
  readonly label: string
  readonly code: string | null
}

/** What a rule is about, where an object has more that may differ. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  'id-strategy': ['type', 'default', 'identity'],
  'column-type': ['type'],
  'column-default': ['default'],
  'column-nullability': ['nullable'],
  'column-identity': ['identity', 'default', 'sequence'],
  'column-generated': ['generated', 'generatedKind'],
  'column-collation': ['collation'],
  comment: ['comment'],
  grants: ['grants'],
  'rls-enabled': ['rowSecurity'],
  'foreign-key-actions': ['onUpdate', 'onDelete', 'onDeleteColumns'],
}

/** Attributes that have a rule of their own, whatever the kind: no other finding shows them. */
const apart: ReadonlySet<string> = new Set(['comment', 'grants'])

/** What says most of an object that only some lines have. */
const portraits: Partial<Readonly<Record<ObjectKind, readonly string[]>>> = {
  column: ['type', 'nullable', 'default', 'identity', 'generated'],
  enum: ['labels'],
  'primary-key': ['columns'],
  unique: ['columns', 'predicate'],
  index: ['columns', 'method', 'predicate'],
  policy: ['permissive', 'command', 'roles', 'using', 'check'],
  'foreign-key': ['columns', 'targetTable', 'targetColumns', 'onDelete'],
  check: ['expression'],
  exclusion: ['columns', 'operators', 'predicate'],
  domain: ['type', 'nullable', 'default', 'checks'],
  composite: ['fields'],
  range: ['subtype'],
  sequence: ['type', 'start', 'increment', 'ownedBy'],
  collation: ['provider', 'locale', 'lcCollate'],
  view: ['definition', 'options'],
  'materialized-view': ['definition', 'options'],
  function: ['kind', 'language', 'returns', 'body'],
  trigger: ['timing', 'events', 'columns', 'level', 'condition', 'function', 'arguments', 'enabled'],
}

/** What goes without saying. */
const usual: Readonly<Record<string, AttributeValue>> = {
  method: 'btree',
  onDelete: 'NO ACTION',
  kind: 'function',
  enabled: 'origin',
}

/** Attributes whose values need no name before them. */
const selfEvident: ReadonlySet<string> = new Set([
  'type',
  'definition',
  'labels',
  'columns',
  'expression',
  'fields',
])

const booleanWords: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  nullable: ['nullable', 'not null'],
  noInherit: ['no inherit', 'inherited'],
  nullsNotDistinct: ['nulls not distinct', 'nulls distinct'],
  constraint: ['constraint', 'no constraint'],
  permissive: ['permissive', 'restrictive'],
}

/** Of a trigger, what Postgres keeps as the letters of `tgenabled`. */
const triggerStates: Readonly<Record<string, string>> = {
  origin: 'enabled',
  disabled: 'disabled',
  replica: 'enabled for replication alone',
  always: 'enabled always',
}

/**
 * The names of the attributes that a report shows of a finding: those of its rule's subject that differ between
 * the lines, else all that differ, else what says most of the object.
 */
export function shownAttributes({
  rule,
  object,
  production,
  history,
  declared,
  deployed,
}: Finding): string[] {
  const present = [production, history, declared, deployed].filter((attributes) => attributes !== null)
  const names = inOrder(
    new Set(present.flatMap((attributes) => Object.keys(attributes))),
    object.kind,
  ).filter((name) => !apart.has(name) || subjects[rule]?.includes(name))
  const differing = names.filter(
    (name) => new Set(present.flatMap((line) => (name in line ? JSON.stringify(line[name]) : []))).size > 1,
  )
  const subject = differing.filter((name) => subjects[rule]?.includes(name))
  if (subject.length > 0) return subject
  if (differing.length > 0) return differing
  return portraitOf(object.kind).filter((name) =>
    present.some(({ [name]: value }) => !isNothing(value) && value !== usual[name]),
  )
}

/** What tells most first, the others by name. */
function inOrder(names: ReadonlySet<string>, kind: ObjectKind): string[] {
  const first = portraitOf(kind).filter((name) => names.has(name))
  return [...first, ...[...names].filter((name) => !first.includes(name)).sort(compareText)]
}

function portraitOf(kind: ObjectKind): readonly string[] {
  return portraits[kind] ?? ['definition']
}

/** What attributes say, in the order of `names`; those that are not there say nothing. */
export function partsOf(attributes: Attributes, names: readonly string[]): Part[] {
  return names.flatMap((name) => {
    const value = attributes[name]
    return value === undefined ? [] : [part(name, value)]
  })
}

/** A value on its own; '' for null. */
export function valueText(value: AttributeValue | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? value.join(', ') : String(value)
}

function part(name: string, value: AttributeValue): Part {
  const words = inWords(name)
  if (typeof value === 'boolean') {
    const [yes, no] = booleanWords[name] ?? [words, `not ${words}`]
    return { label: value ? yes : no, code: null }
  }
  if (isNothing(value)) return { label: `no ${words}`, code: null }
  const state = name === 'enabled' ? triggerStates[valueText(value)] : undefined
  if (state !== undefined) return { label: state, code: null }
  const code = brief(valueText(value))
  return { label: selfEvident.has(name) && !isLong(code) ? '' : words, code }
}

const longValue = 60

/** Is a value too long to stand beside others? */
export function isLong(value: string): boolean {
  return value.includes('\n') || [...value].length > longValue
}

/** As messages have it: without the cast of a constant, and without `public.` */
function brief(value: string): string {
  const constant = /^('(?:[^']|'')*'|-?\d+(?:\.\d+)?)::[\w .,"()[\]]+$/.exec(value)?.[1]
  return (constant ?? value).replace(/(?<![\w".'])public\.(?=["a-z_])/g, '')
}

function isNothing(value: AttributeValue | undefined): boolean {
  return value === undefined || value === null || valueText(value) === ''
}

/** `onDelete` as `on delete`. */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
