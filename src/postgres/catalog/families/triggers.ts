import { objectKey } from '../../../model/object.ts'
import { isParenthesis, isWord, parse, print, splitAtCommas } from '../canonical/tree.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, qualifiedName, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly table: string
  readonly parentKind: 'table' | 'view' | null
  readonly name: string
  readonly definition: string
  readonly timing: string
  readonly events: readonly string[]
  readonly columns: readonly string[]
  readonly level: string
  readonly function: string
  readonly constraint: boolean
  readonly from: string | null
  readonly deferrable: boolean
  readonly initiallyDeferred: boolean
  readonly oldTable: string | null
  readonly newTable: string | null
  readonly enabled: string
  readonly comment: string | null
}

/** The bits of `tgtype`: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_trigger.h */
const bits = { row: 1, before: 2, insert: 4, delete: 8, update: 16, truncate: 32, instead: 64 }
const has = (bit: keyof typeof bits) => `g.tgtype & ${bits[bit]} <> 0`
const event = (bit: keyof typeof bits) => `CASE WHEN ${has(bit)} THEN '${bit.toUpperCase()}' END`

/** Triggers on tables and views; the copies that partitions have go with the partitions. */
export const triggers = family<Row>({
  attributes: {
    trigger: {
      timing: '`BEFORE`, `AFTER` or `INSTEAD OF`',
      events: '`INSERT`, `DELETE`, `UPDATE`, `TRUNCATE`, in this order',
      columns: 'of UPDATE OF, sorted; empty for all',
      level: '`ROW` or `STATEMENT`',
      condition: 'WHEN, else null',
      function: 'with its schema',
      arguments: 'as constants of SQL',
      constraint: 'is it a constraint?',
      from: 'the other table of a constraint, with its schema; else null',
      deferrable: 'DEFERRABLE?',
      initiallyDeferred: 'INITIALLY DEFERRED?',
      oldTable: 'what REFERENCING OLD TABLE is called, else null',
      newTable: 'what REFERENCING NEW TABLE is called, else null',
      enabled: '`origin` (the usual), `disabled`, `replica` or `always`',
    },
  },
  sql: () => `
    WITH ${scope}
    SELECT r.schema, r.name AS table, CASE WHEN r.relkind IN ('r', 'p') THEN 'table' WHEN r.relkind = 'v' THEN 'view' END
        AS "parentKind",
      g.tgname AS name, pg_get_triggerdef(g.oid) AS definition,
      CASE WHEN ${has('instead')} THEN 'INSTEAD OF' WHEN ${has('before')} THEN 'BEFORE' ELSE 'AFTER' END AS timing,
      array_remove(ARRAY[${event('insert')}, ${event('delete')}, ${event('update')}, ${event('truncate')}], NULL)
        AS events,
      ARRAY(SELECT a.attname::text FROM unnest(g.tgattr::int2[]) k(number)
        JOIN pg_attribute a ON a.attrelid = g.tgrelid AND a.attnum = k.number
        ORDER BY a.attname COLLATE "C") AS columns,
      CASE WHEN ${has('row')} THEN 'ROW' ELSE 'STATEMENT' END AS level,
      ${qualifiedName('n.nspname', 'f.proname')} AS function, g.tgconstraint <> 0 AS constraint,
      nullif(g.tgconstrrelid, 0)::regclass::text AS from, g.tgdeferrable AS deferrable,
      g.tginitdeferred AS "initiallyDeferred", g.tgoldtable AS "oldTable", g.tgnewtable AS "newTable",
      CASE g.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE 'origin' END
        AS enabled, note.description AS comment
    FROM own_relation r
    JOIN pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
    JOIN pg_proc f ON f.oid = g.tgfoid
    JOIN pg_namespace n ON n.oid = f.pronamespace
    ${joinComment('pg_trigger', 'g.oid')}
    WHERE ${ownObject('pg_trigger', 'g.oid')}`,
  object: ({ schema, table, parentKind, name, definition, ...row }, canonical) => {
    const { condition, arguments: passed } = written(definition)
    const { timing, events, columns, level, function: called, ...rest } = row
    return {
      id: { kind: 'trigger', schema, table, name },
      attributes: { timing, events, columns, level, condition, function: called, arguments: passed, ...rest },
      canonical: {
        condition: condition && canonical.expression(condition),
        function: canonical.expression(called),
      },
      // A foreign table is no object of its own here.
      parent: objectKey(
        parentKind ? { kind: parentKind, schema, name: table } : { kind: 'schema', name: schema },
      ),
    }
  },
})

/**
 * What pg_trigger keeps in forms of its own, from the command that pg_get_triggerdef prints: it ends with
 * `… WHEN (condition) EXECUTE FUNCTION name('argument', …)`.
 */
function written(definition: string): { condition: string | null; arguments: readonly string[] } {
  const nodes = parse(definition) ?? []
  const execute = nodes.findLastIndex((node) => isWord(node, 'EXECUTE'))
  const [when, condition] = nodes.slice(Math.max(execute - 2, 0), Math.max(execute, 0))
  const call = nodes.at(-1)
  return {
    condition: isWord(when, 'WHEN') && isParenthesis(condition) ? print(condition.items) : null,
    arguments: isParenthesis(call) ? splitAtCommas(call.items).map(print) : [],
  }
}
