import type { DroppedObject, HistoryDiagnosis, Migration } from '../model/migration.ts'
import { compareText } from '../model/object.ts'
import { splitStatements } from '../postgres/sql/split.ts'
import { columnIn, type DdlReader, readDdl, reader, type WrittenName } from './ddl.ts'

/**
 * Finds the foreign keys and indexes that the migrations make, later drop, and do not make again. What is dropped in
 * a DO block, or with its table or column, is not among them.
 * @returns the last statement that drops each, in the order of the statements
 */
export function droppedObjects(
  diagnosis: Pick<HistoryDiagnosis, 'applied' | 'pending'>,
): readonly DroppedObject[] {
  const migrations = [...diagnosis.applied, ...diagnosis.pending].sort((a, b) => compareText(a.name, b.name))
  const ledger: Ledger = { made: new Map(), dropped: new Map() }
  for (const migration of migrations)
    for (const { text, line } of splitStatements(migration.sql))
      readStatement(text, { migration, line }, ledger)
  return [...ledger.dropped.values()]
}

/** What a key or an index is on. */
interface Made {
  readonly table: WrittenName
  readonly columns: readonly string[]
}

interface Ledger {
  /** By kind and name. */
  readonly made: Map<string, Made>
  readonly dropped: Map<string, DroppedObject>
}

interface Place {
  readonly migration: Migration
  readonly line: number
}

type Kind = DroppedObject['kind']

function readStatement(text: string, place: Place, ledger: Ledger): void {
  const ddl = readDdl(text)
  if (ddl.take('alter', 'table')) alterTable(ddl, place, ledger)
  else if (ddl.take('create', 'table')) createTable(ddl, ledger)
  else if (ddl.take('drop', 'index')) {
    ddl.take('concurrently')
    ddl.take('if', 'exists')
    for (const each of ddl.rest()) drop('index', null, each.name(), place, ledger)
  } else if (ddl.take('create', 'index') || ddl.take('create', 'unique', 'index')) createIndex(ddl, ledger)
}

function alterTable(ddl: DdlReader, place: Place, ledger: Ledger): void {
  ddl.take('if', 'exists')
  ddl.take('only')
  const table = ddl.name()
  if (!table) return
  for (const action of ddl.rest()) {
    if (action.take('drop', 'constraint')) {
      action.take('if', 'exists')
      drop('foreign-key', table, action.name(), place, ledger)
    } else if (action.take('add')) {
      if (makeKey(action, table, ledger)) continue
      action.take('column')
      action.take('if', 'not', 'exists')
      const column = action.name()?.name
      if (column !== undefined) forget(ledger, table, (columns) => columns.includes(column))
    }
  }
}

function createTable(ddl: DdlReader, ledger: Ledger): void {
  ddl.take('if', 'not', 'exists')
  const table = ddl.name()
  if (!table) return
  forget(ledger, table, () => true)
  for (const element of ddl.list()) makeKey(reader(element), table, ledger)
}

/** `CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId")`; false for what is no foreign key with a name. */
function makeKey(element: DdlReader, table: WrittenName, ledger: Ledger): boolean {
  const name = element.take('constraint') ? element.name() : null
  if (!element.take('foreign', 'key')) return false
  make('foreign-key', name, { table, columns: namesIn(element) }, ledger)
  return true
}

function createIndex(ddl: DdlReader, ledger: Ledger): void {
  ddl.take('concurrently')
  ddl.take('if', 'not', 'exists')
  const name = ddl.take('on') ? null : ddl.name()
  if (name && !ddl.take('on')) return
  ddl.take('only')
  const table = ddl.name()
  if (!table) return
  if (ddl.take('using')) ddl.name()
  make('index', name, { table, columns: namesIn(ddl) }, ledger)
}

function namesIn(ddl: DdlReader): readonly string[] {
  return ddl.list().flatMap((element) => columnIn(element) ?? [])
}

/** What is made again was not dropped for good, whatever its name. */
function make(kind: Kind, name: WrittenName | null, made: Made, ledger: Ledger): void {
  for (const [key, dropped] of ledger.dropped) {
    const isSame = dropped.kind === kind && dropped.table === made.table.name
    if (isSame && dropped.columns.join('\n') === made.columns.join('\n')) ledger.dropped.delete(key)
  }
  if (name === null) return
  ledger.made.set(keyOf(kind, name.name), made)
  ledger.dropped.delete(keyOf(kind, name.name))
}

function drop(
  kind: Kind,
  table: WrittenName | null,
  name: WrittenName | null,
  { migration, line }: Place,
  { made, dropped }: Ledger,
): void {
  if (!name) return
  const key = keyOf(kind, name.name)
  const on = made.get(key)
  made.delete(key)
  if (!on || (table && on.table.name !== table.name)) return
  dropped.delete(key)
  dropped.set(key, {
    kind,
    schema: table?.schema ?? on.table.schema ?? name.schema,
    table: on.table.name,
    columns: on.columns,
    migration: migration.name,
    location: { file: migration.file, line },
  })
}

/** A table or column that is made anew has nothing to do with what was dropped before. */
function forget(
  { dropped }: Ledger,
  table: WrittenName,
  isMeant: (columns: readonly string[]) => boolean,
): void {
  for (const [key, each] of dropped)
    if (each.table === table.name && isMeant(each.columns)) dropped.delete(key)
}

function keyOf(kind: Kind, name: string): string {
  return JSON.stringify([kind, name])
}
