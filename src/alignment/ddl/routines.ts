import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { ident, idents, literal, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** A function or procedure, in the place of one of the same name and arguments. */
export function createFunction(
  routine: CatalogObject,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  return [
    statement(functionText(routine, id, schema), { undo: `DROP ROUTINE IF EXISTS ${signature(id, schema)}` }),
  ]
}

/** Another body or other properties; what cannot be replaced is made anew. */
export function alterFunction(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  return [statement(functionText(to, id, schema), { undo: functionText(from, id, schema) })]
}

/** `touch(integer)` is the name of a function: its types are part of it. */
function signature({ schema, name }: SchemaMemberId, home: string): string {
  const at = name.indexOf('(')
  return qualified({ schema, name: name.slice(0, at) }, home) + name.slice(at)
}

function functionText(routine: CatalogObject, id: SchemaMemberId, home: string): string {
  const text = (attribute: string) => textOf(routine.attributes[attribute] ?? null)
  const isSet = (attribute: string) => routine.attributes[attribute] === true
  const isProcedure = text('kind') === 'procedure'
  const name = qualified({ schema: id.schema, name: id.name.slice(0, id.name.indexOf('(')) }, home)
  const language = text('language') ?? 'sql'
  const body = text('body') ?? ''
  const rows = Number(routine.attributes.rows ?? 0)
  const usualCost = language === 'c' || language === 'internal' ? 1 : 100
  const lines = [
    `CREATE OR REPLACE ${isProcedure ? 'PROCEDURE' : 'FUNCTION'} ${name}(${text('arguments') ?? ''})`,
    ...(text('returns') === null ? [] : [`RETURNS ${text('returns')}`]),
    `LANGUAGE ${ident(language)}`,
    ...(text('kind') === 'window' ? ['WINDOW'] : []),
    ...(text('volatility') === 'volatile' || isProcedure ? [] : [(text('volatility') ?? '').toUpperCase()]),
    ...(isSet('strict') ? ['STRICT'] : []),
    ...(isSet('securityDefiner') ? ['SECURITY DEFINER'] : []),
    ...(isSet('leakproof') ? ['LEAKPROOF'] : []),
    ...(text('parallel') === 'unsafe' || isProcedure
      ? []
      : [`PARALLEL ${(text('parallel') ?? '').toUpperCase()}`]),
    ...(isProcedure || Number(routine.attributes.cost ?? usualCost) === usualCost
      ? []
      : [`COST ${routine.attributes.cost}`]),
    ...(rows === 0 || rows === 1000 ? [] : [`ROWS ${rows}`]),
    ...listOf(routine.attributes.settings ?? null).map(setting),
  ]
  return `${lines.join('\n')}\n${bodyText(body, language)}`
}

/** Lists stay bare: `search_path=public, pg_temp`. */
function setting(option: string): string {
  const [name = '', value = ''] = option.split(/=(.*)/s)
  const isList = /^(?:search_path|datestyle|temp_tablespaces|session_preload_libraries)$/i.test(name)
  return `SET ${name} TO ${isList ? value || "''" : literal(value)}`
}

/** What is kept parsed stands as it is; any other body between quotes that it does not hold. */
function bodyText(body: string, language: string): string {
  if (language === 'sql' && /^\s*(?:RETURN\b|BEGIN ATOMIC\b)/i.test(body)) return body
  if (language === 'c') return `AS ${body.split(', ').reverse().map(literal).join(', ')}`
  let tag = 'function'
  while (body.includes(`$${tag}$`)) tag += '_'
  return `AS $${tag}$${body}\n$${tag}$`
}

/** A trigger, switched on or off as the other line has it. */
export function createTrigger(
  trigger: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const table = qualified(tableOf(id), situation.schema)
  const drop = `DROP TRIGGER IF EXISTS ${ident(id.name)} ON ${table}`
  const facts = { lock: 'SHARE ROW EXCLUSIVE', table: tableOf(id) } as const
  return [
    ...(situation.mayExist ? [statement(drop, { ...facts, lock: 'ACCESS EXCLUSIVE' })] : []),
    statement(triggerText(trigger, id, table), { ...facts, undo: drop }),
    ...enable(trigger, id, table),
  ]
}

/** A trigger cannot be altered but for being on or off: it is made anew. */
export function alterTrigger(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const table = qualified(tableOf(id), situation.schema)
  const [was, is] = [triggerText(from, id, table), triggerText(to, id, table)]
  if (was === is) return enable(to, id, table, from)
  const drop = statement(`DROP TRIGGER IF EXISTS ${ident(id.name)} ON ${table}`, {
    undo: was,
    lock: 'ACCESS EXCLUSIVE',
    table: tableOf(id),
  })
  return [drop, ...createTrigger(to, id, { ...situation, mayExist: false })]
}

function triggerText(trigger: CatalogObject, id: TableMemberId, table: string): string {
  const text = (attribute: string) => textOf(trigger.attributes[attribute] ?? null)
  const list = (attribute: string) => listOf(trigger.attributes[attribute] ?? null)
  const isSet = (attribute: string) => trigger.attributes[attribute] === true
  const columns = list('columns')
  const events = list('events').map((event) =>
    event === 'UPDATE' && columns.length > 0 ? `UPDATE OF ${idents(columns).slice(1, -1)}` : event,
  )
  const transitions = [
    ...(text('oldTable') === null ? [] : [`OLD TABLE AS ${ident(text('oldTable') ?? '')}`]),
    ...(text('newTable') === null ? [] : [`NEW TABLE AS ${ident(text('newTable') ?? '')}`]),
  ]
  return [
    `CREATE ${isSet('constraint') ? 'CONSTRAINT ' : ''}TRIGGER ${ident(id.name)} ${text('timing')} ${events.join(' OR ')} ON ${table}`,
    ...(text('from') === null ? [] : [`FROM ${text('from')}`]),
    ...(isSet('deferrable')
      ? [`DEFERRABLE INITIALLY ${isSet('initiallyDeferred') ? 'DEFERRED' : 'IMMEDIATE'}`]
      : []),
    ...(transitions.length === 0 ? [] : [`REFERENCING ${transitions.join(' ')}`]),
    `FOR EACH ${text('level')}`,
    ...(text('condition') === null ? [] : [`WHEN (${text('condition')})`]),
    `EXECUTE FUNCTION ${text('function')}(${list('arguments').join(', ')})`,
  ].join(' ')
}

const enabling: Readonly<Record<string, string>> = {
  origin: 'ENABLE',
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
}

function enable(
  trigger: CatalogObject,
  { name }: TableMemberId,
  table: string,
  was?: CatalogObject,
): readonly Statement[] {
  const state = (object: CatalogObject | undefined) => textOf(object?.attributes.enabled ?? null) ?? 'origin'
  const [from, to] = [state(was), state(trigger)]
  if (from === to) return []
  const clause = (each: string) => `ALTER TABLE ${table} ${enabling[each] ?? 'ENABLE'} TRIGGER ${ident(name)}`
  return [statement(clause(to), { undo: clause(from), lock: 'SHARE ROW EXCLUSIVE' })]
}
