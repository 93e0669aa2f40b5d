import type pg from 'pg'

/**
 * The sequences that are part of a column, to stand behind WITH: those of identity columns, and those that a
 * column owns and its default draws from. One a column, with its parameters as text.
 * https://www.postgresql.org/docs/current/catalog-pg-sequence.html
 */
export const ownSequence = `
  own_sequence AS (
    SELECT DISTINCT ON (owned.refobjid, owned.refobjsubid) owned.refobjid AS relation, owned.refobjsubid AS number,
      s.seqrelid AS sequence, owned.deptype = 'a' AS serial
    FROM pg_depend owned JOIN pg_sequence s ON s.seqrelid = owned.objid
    LEFT JOIN pg_attrdef d ON d.adrelid = owned.refobjid AND d.adnum = owned.refobjsubid
    WHERE owned.classid = 'pg_class'::regclass AND owned.refclassid = 'pg_class'::regclass
      AND owned.refobjsubid > 0 AND (owned.deptype = 'i' OR owned.deptype = 'a' AND (d.oid, s.seqrelid) IN (
        SELECT uses.objid, uses.refobjid FROM pg_depend uses
        WHERE uses.classid = 'pg_attrdef'::regclass AND uses.refclassid = 'pg_class'::regclass))
    ORDER BY owned.refobjid, owned.refobjsubid, owned.deptype DESC, s.seqrelid
  )`

/** The parameters of a sequence; whole numbers as text, since they can be larger than a number holds. */
export interface SequenceParameters extends pg.QueryResultRow {
  readonly type: string
  readonly start: string
  readonly increment: string
  readonly minimum: string
  readonly maximum: string
  readonly cache: string
  readonly cycle: boolean
}

/** Selects `SequenceParameters` from `s`, a row of pg_sequence. */
export const sequenceParameters = `format_type(s.seqtypid, NULL) AS type, s.seqstart::text AS start,
  s.seqincrement::text AS increment, s.seqmin::text AS minimum, s.seqmax::text AS maximum,
  s.seqcache::text AS cache, s.seqcycle AS cycle`

/** https://www.postgresql.org/docs/current/datatype-numeric.html */
const largest: Readonly<Record<string, bigint>> = {
  smallint: 2n ** 15n - 1n,
  integer: 2n ** 31n - 1n,
  bigint: 2n ** 63n - 1n,
}

/**
 * What was said of a sequence that it would not be by itself: `increment 10, minimum 5`; null where nothing was.
 * The type goes without saying, as older versions gave every sequence the largest.
 * https://www.postgresql.org/docs/current/sql-createsequence.html
 */
export function unusualParameters(sequence: SequenceParameters): string | null {
  const { type, start, increment, minimum, maximum, cache, cycle } = sequence
  const largestOfType = largest[type] ?? 0n
  const [low, high] = BigInt(increment) > 0n ? [1n, largestOfType] : [-largestOfType - 1n, -1n]
  const first = BigInt(increment) > 0n ? minimum : maximum
  const said = [
    increment === '1' ? '' : `increment ${increment}`,
    BigInt(minimum) === low ? '' : `minimum ${minimum}`,
    BigInt(maximum) === high ? '' : `maximum ${maximum}`,
    start === first ? '' : `start ${start}`,
    cache === '1' ? '' : `cache ${cache}`,
    cycle ? 'cycle' : '',
  ].filter((each) => each !== '')
  return said.length === 0 ? null : said.join(', ')
}
