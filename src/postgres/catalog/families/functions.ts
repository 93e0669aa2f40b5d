import { objectKey } from '../../../model/object.ts'
import type { Canonicaliser } from '../canonical/expression.ts'
import { family } from '../family.ts'
import { joinComment, ownObject, scope } from '../scope.ts'

interface Row {
  readonly schema: string
  readonly name: string
  readonly types: readonly string[]
  readonly kind: string
  readonly arguments: string
  readonly returns: string | null
  readonly language: string
  readonly body: string
  readonly isParsed: boolean
  readonly volatility: string
  readonly strict: boolean
  readonly securityDefiner: boolean
  readonly leakproof: boolean
  readonly parallel: string
  readonly cost: number
  readonly rows: number
  readonly settings: readonly string[]
  readonly comment: string | null
}

/** What is written as a query since version 14, not as a string, is kept parsed. */
const parsedBody = (major: number) => (major >= 14 ? 'pg_get_function_sqlbody(p.oid)' : 'NULL::text')

/**
 * Functions and procedures. Those that Postgres makes for a type (a range's constructors) belong to the type, and
 * aggregates are no family yet.
 */
export const functions = family<Row>({
  attributes: {
    function: {
      kind: '`function`, `procedure` or `window`',
      arguments: 'with modes, names and defaults',
      returns: 'the type of the result, as in `SETOF integer`; null for a procedure',
      language: 'as in `plpgsql`',
      body: 'without the blanks at the end of lines; of one in C its symbol and library',
      volatility: '`immutable`, `stable` or `volatile`',
      strict: 'is it null whenever an argument is?',
      securityDefiner: 'does it run with the rights of its owner?',
      leakproof: 'LEAKPROOF?',
      parallel: '`safe`, `restricted` or `unsafe`',
      cost: 'the planner’s estimate of a call',
      rows: 'the planner’s estimate of how many it returns; 0 where it returns one value',
      settings: 'what it sets while it runs, as in `search_path=public`; sorted',
    },
  },
  sql: (major) => `
    WITH ${scope}
    SELECT s.name AS schema, p.proname AS name,
      ARRAY(SELECT format_type(a.type, NULL) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(type, place)
        ORDER BY a.place) AS types,
      CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'w' THEN 'window' ELSE 'function' END AS kind,
      pg_get_function_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS returns, l.lanname AS language,
      coalesce(${parsedBody(major)}, concat_ws(', ', p.prosrc, p.probin)) AS body,
      ${parsedBody(major)} IS NOT NULL AS "isParsed",
      CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
      p.proisstrict AS strict, p.prosecdef AS "securityDefiner", p.proleakproof AS leakproof,
      CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel,
      p.procost AS cost, p.prorows AS rows,
      ARRAY(SELECT o FROM unnest(p.proconfig) o ORDER BY o COLLATE "C") AS settings, note.description AS comment
    FROM pg_proc p
    JOIN own_schema s ON s.oid = p.pronamespace
    JOIN pg_language l ON l.oid = p.prolang
    ${joinComment('pg_proc', 'p.oid')}
    WHERE p.prokind <> 'a' AND ${ownObject('pg_proc', 'p.oid')}
      AND NOT EXISTS (SELECT FROM pg_depend i
        WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`,
  object: ({ schema, name, types, isParsed, ...attributes }, canonical) => ({
    id: { kind: 'function', schema, name: functionName(name, types, canonical) },
    attributes: { ...attributes, body: isParsed ? attributes.body : withoutLineBlanks(attributes.body) },
    canonical: {
      arguments: canonical.expression(attributes.arguments),
      returns: attributes.returns && canonical.expression(attributes.returns),
      ...(isParsed ? { body: canonical.query(attributes.body) } : {}),
    },
    parent: objectKey({ kind: 'schema', name: schema }),
  }),
})

/** The name by which a function is known: with the types of its arguments, as in `touch(integer)`. */
export function functionName(name: string, types: readonly string[], canonical: Canonicaliser): string {
  return `${name}(${types.map(canonical.expression).join(', ')})`
}

/** Editors and Git change what is at the end of lines, and a checkout on Windows makes `\r\n` of each. */
function withoutLineBlanks(body: string): string {
  return body.replaceAll(/[ \t\r]+$/gm, '').trimEnd()
}
