import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tokenize } from '../../../src/model/tokens.ts'
import { isConstant } from '../../../src/postgres/catalog/canonical/constants.ts'
import { canonicaliser } from '../../../src/postgres/catalog/canonical/expression.ts'
import { parse, print } from '../../../src/postgres/catalog/canonical/tree.ts'

const members = new Map([
  ['public', new Set(['uuid_generate_v4', 'citext', 'gin_trgm_ops', '%'])],
  ['Ext.1', new Set(['uuid_generate_v4', 'citext', 'gin_trgm_ops', '%'])],
])
const { expression: canonicalise, default: canonicalDefault } = canonicaliser(members)

/** Texts that Postgres prints for one meaning, and beside them a text of another meaning. */
const meanings: readonly { about: string; same: readonly string[]; other: readonly string[] }[] = [
  {
    about: 'the start of the transaction',
    same: [
      'now()',
      'CURRENT_TIMESTAMP',
      'CURRENT_TIMESTAMP(3)',
      'transaction_timestamp()',
      "('now'::text)::timestamp(3) with time zone",
    ],
    other: [
      'clock_timestamp()',
      'statement_timestamp()',
      'LOCALTIMESTAMP',
      'CURRENT_DATE',
      "'CURRENT_TIMESTAMP'",
      '"CURRENT_TIMESTAMP"',
      "'now'",
    ],
  },
  {
    about: 'full precision of a time',
    same: ['timestamp with time zone', 'timestamp(6) with time zone'],
    other: ['timestamp(3) with time zone', 'timestamp(6) without time zone', '"timestamp"(6)'],
  },
  {
    about: 'full precision in a cast',
    same: ["'12:00'::time without time zone", "'12:00'::time(6) without time zone"],
    other: ["'12:00'::time(0) without time zone", "'12:00'::interval(6)"],
  },
  {
    about: 'CURRENT_DATE of servers before 10',
    same: ['CURRENT_DATE', "('now'::text)::date"],
    other: ["'now'::text", "('today'::text)::date"],
  },
  {
    about: 'casts of a constant to text',
    same: ["'x'", "'x'::text", "'x'::character varying", "('x'::character varying)::text"],
    other: [
      "'x'::character varying(1)",
      "'x'::bpchar",
      "'x'::text[]",
      "'X'::text",
      "E'x'::text",
      "'x '::text",
    ],
  },
  {
    about: 'an array cast as a whole or element by element',
    same: [
      "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
      "((v)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))",
      "((v)::text = ANY (ARRAY['a'::text, 'b'::text]))",
    ],
    other: [
      "((v)::text = ANY (ARRAY['b'::text, 'a'::text]))",
      "((v)::text = ALL (ARRAY['a'::text, 'b'::text]))",
      "((v)::text = ANY (ARRAY['a'::text]))",
    ],
  },
  {
    about: 'an array of a type that is not text',
    same: ['(ARRAY[a, b])::public.role[]', 'ARRAY[(a)::public.role, (b)::public.role]'],
    other: ['(ARRAY[a, b])::other.role[]', 'ARRAY[a, (b)::public.role]', '(ARRAY[a, b])::public.role'],
  },
  {
    about: 'an array of arrays',
    same: ['(ARRAY[ARRAY[a], ARRAY[b]])::int8[]', 'ARRAY[ARRAY[(a)::int8], ARRAY[(b)::int8]]'],
    other: ['ARRAY[(a)::int8, (b)::int8]'],
  },
  {
    about: 'AT TIME ZONE',
    same: [
      "(now() AT TIME ZONE 'utc'::text)",
      "timezone('utc'::text, now())",
      "timezone('utc', CURRENT_TIMESTAMP)",
    ],
    other: [
      "(now() AT TIME ZONE 'UTC'::text)",
      "timezone('utc'::text, clock_timestamp())",
      'timezone(now())',
    ],
  },
  {
    about: 'AT TIME ZONE of a column with that name, twice',
    same: [
      "((at AT TIME ZONE 'a'::text) AT TIME ZONE 'b'::text)",
      "timezone('b'::text, timezone('a'::text, at))",
    ],
    other: ["((at AT TIME ZONE 'b'::text) AT TIME ZONE 'a'::text)"],
  },
  { about: 'AT LOCAL', same: ['(ts AT LOCAL)', 'timezone(ts)'], other: ["timezone('local', ts)"] },
  {
    about: 'EXTRACT',
    same: ['EXTRACT(year FROM ts)', "date_part('year'::text, ts)", "extract('year', ts)"],
    other: ['EXTRACT(month FROM ts)', 'EXTRACT(year FROM tz)', "date_trunc('year'::text, ts)"],
  },
  {
    about: 'numbers beside EXTRACT',
    same: [
      '((EXTRACT(epoch FROM ts) * (1000)::numeric))',
      "((date_part('epoch'::text, ts) * (1000)::double precision))",
    ],
    other: ['((EXTRACT(epoch FROM ts) * (100)::numeric))', '((EXTRACT(epoch FROM ts) + (1000)::numeric))'],
  },
  {
    about: 'numbers elsewhere',
    same: ['(a / (2)::numeric)'],
    other: ['(a / 2)', '(a / (2)::double precision)'],
  },
  {
    about: 'TRIM of both sides',
    same: ['btrim(x)', 'TRIM(BOTH FROM x)', 'btrim((x)::text)'],
    other: ['ltrim(x)', 'TRIM(LEADING FROM x)', "TRIM(BOTH 'y' FROM x)", 'btrim(y)'],
  },
  {
    about: 'TRIM of given characters',
    same: ["rtrim(x, 'y'::text)", "TRIM(TRAILING 'y'::text FROM x)"],
    other: ["rtrim('y'::text, x)", 'rtrim(x)', "btrim(x, 'y'::text)"],
  },
  {
    about: 'SUBSTRING',
    same: ['"substring"(x, 2, 3)', 'SUBSTRING(x FROM 2 FOR 3)'],
    other: ['SUBSTRING(x FROM 3 FOR 2)', '"substring"(x, 2)', 'substr(x, 2, 3)'],
  },
  {
    about: 'POSITION',
    same: ['"position"(x, y)', 'POSITION((y) IN (x))'],
    other: ['"position"(y, x)', 'strpos(x, y)'],
  },
  {
    about: 'OVERLAY',
    same: ['"overlay"(a, b, 1, 2)', 'OVERLAY(a PLACING b FROM 1 FOR 2)'],
    other: ['OVERLAY(b PLACING a FROM 1 FOR 2)', 'OVERLAY(a PLACING b FROM 1)'],
  },
  {
    about: 'NORMALIZE',
    same: ['"normalize"(x, \'NFC\'::text)', 'NORMALIZE(x, NFC)', '"normalize"(x, \'nfc\'::text)'],
    other: ['NORMALIZE(x, NFD)', '"normalize"(x, nfc)', '"normalize"(x)'],
  },
  {
    about: 'IS NORMALIZED',
    same: ["is_normalized(x, 'NFKD'::text)", '((x) IS NFKD NORMALIZED)', "is_normalized(x, 'nfkd'::text)"],
    other: ['((x) IS NFC NORMALIZED)', '((x) IS NORMALIZED)'],
  },
  {
    about: 'OVERLAPS',
    same: ['"overlaps"(a, b, c, d)', '((a, b) OVERLAPS (c, d))'],
    other: ['((c, d) OVERLAPS (a, b))'],
  },
  {
    about: 'COLLATION FOR',
    same: ['pg_collation_for(x)', 'COLLATION FOR (x)'],
    other: ['pg_collation_for(y)'],
  },
  {
    about: 'SIMILAR TO',
    same: ["(x ~ similar_to_escape('a%'::text))", "(x ~ similar_escape('a%'::text, NULL::text))"],
    other: ["(x ~ similar_to_escape('b%'::text))", "(x ~ similar_escape('a%'::text, '#'::text))"],
  },
  {
    about: 'functions of an extension, wherever it lives',
    same: ['uuid_generate_v4()', 'public.uuid_generate_v4()', '"Ext.1".uuid_generate_v4()'],
    other: ['other.uuid_generate_v4()', 'uuid_generate_v1()', "'public.uuid_generate_v4()'", 'public.own()'],
  },
  {
    about: 'types and operators of an extension',
    same: ["(a OPERATOR(public.%) ('b'::public.citext))", '(a OPERATOR("Ext.1".%) (\'b\'::citext))'],
    other: [
      "(a OPERATOR(other.%) ('b'::citext))",
      "(a % ('b'::citext))",
      "(a OPERATOR(public.%) ('b'::other.citext))",
    ],
  },
  {
    about: 'blanks and line ends',
    same: ['(a  =\r\n b)', '(a = b)', '(a\n\t= b )  '],
    other: ['(a = "b ")', "(a = ' b')"],
  },
  {
    about: 'brackets around one operand',
    same: ['(a)::text', 'a::text', '((a))::text'],
    other: ['(a + b)::text', '(a)::text[]', '((a)::text)[1]'],
  },
]

describe('canonicaliser', () => {
  for (const { about, same, other } of meanings) {
    const [first = '', ...rest] = same
    test.each(rest)(`${about}: %s`, (text) => {
      expect(canonicalise(text)).toBe(canonicalise(first))
    })
    test.each(other)(`${about}, not: %s`, (text) => {
      for (const each of same) expect(canonicalise(text)).not.toBe(canonicalise(each))
    })
  }

  test('leaves a text alone that does not parse', () => {
    for (const text of ["a = 'b", '(a  = b', 'a)  ', 'x "y  z']) expect(canonicalise(text)).toBe(text)
  })

  test('prints types as format_type does', () => {
    for (const type of [
      'timestamp(3) without time zone',
      'character varying(20)[]',
      'public."Role"[]',
      'numeric(10,2)',
      'interval day to second(3)',
      'double precision',
      '"char"',
    ]) {
      expect(canonicalise(type)).toBe(type.replace(',', ', '))
    }
    expect(canonicalise('public.citext[]')).toBe('citext[]')
  })
})

const literal = fc.string({ unit: 'binary' }).map((text) => `'${text.replaceAll("'", "''")}'`)
const name = fc.oneof(
  fc.constantFrom(
    'a',
    'at',
    'constructor',
    'CURRENT_TIMESTAMP',
    'extract',
    'public',
    'citext',
    'ARRAY',
    'trim',
    'both',
    'from',
  ),
  fc.string({ minLength: 1 }).map((text) => `"${text.replaceAll('"', '""')}"`),
)
const type = fc.constantFrom(
  'text',
  'character varying',
  'public.citext',
  'integer',
  'text[]',
  'timestamp(3) with time zone',
)
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    literal,
    fc.nat().map(String),
    name,
    fc.tuple(tie('expression'), type).map(([inner, to]) => `(${inner})::${to}`),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('=', '+', '||', 'AND', 'AT TIME ZONE', '%'),
        tie('expression'),
      )
      .map(([a, by, b]) => `(${a} ${by} ${b})`),
    fc
      .tuple(name, fc.array(tie('expression'), { maxLength: 3 }))
      .map(([called, args]) => `${called}(${args.join(', ')})`),
    fc
      .tuple(fc.array(tie('expression'), { minLength: 1, maxLength: 3 }), type)
      .map(([items, to]) => `(ARRAY[${items.join(', ')}])::${to}`),
    fc
      .tuple(
        fc.constantFrom('EXTRACT(year FROM ', 'TRIM(BOTH FROM ', 'SUBSTRING(1 FROM ', 'NOT ('),
        tie('expression'),
      )
      .map(([start, inner]) => `${start}${inner})`),
  ),
}))

describe('canonicaliser on any expression', () => {
  test('is idempotent', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const once = canonicalise(text)
        expect(canonicaliser(members).expression(once)).toBe(once)
      }),
      { numRuns: 500 },
    )
  })

  test('is idempotent on any text at all', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'()[],.:\'"$aE1 -=;%') })),
        (text) => {
          const once = canonicalise(text)
          expect(canonicaliser(members).expression(once)).toBe(once)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('never merges two different constants', () => {
    fc.assert(
      fc.property(expression, literal, literal, (text, a, b) => {
        fc.pre(a !== b)
        for (const around of [
          (each: string) => `(${text} = ${each})`,
          (each: string) => `f(${each}, ${text})`,
        ]) {
          expect(canonicalise(around(a))).not.toBe(canonicalise(around(b)))
        }
      }),
      { numRuns: 500 },
    )
  })

  test('keeps every token when it only prints', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const nodes = parse(text)
        expect(nodes).not.toBeNull()
        expect(tokenize(print(nodes ?? []))).toEqual(tokenize(text))
      }),
      { numRuns: 500 },
    )
  })
})

describe('canonicalDefault', () => {
  const same = (type: string, ...texts: readonly string[]) => {
    const canonical = texts.map((text) => canonicalDefault(text, type))
    expect(new Set(canonical).size).toBe(1)
    return canonical[0]
  }

  test('drops casts to the column’s own type', () => {
    same('text', "'a'::text", "'a'", "('a'::character varying)::text")
    same('public."Role"', '\'A\'::public."Role"', '(\'A\'::text)::public."Role"')
    same('public.citext', "'x'::public.citext", "'x'::text", "'x'::citext")
    same('timestamp without time zone', 'now()', '(now())::timestamp without time zone')
    same('text', 'gen_random_uuid()', '(gen_random_uuid())::text')
  })

  test('keeps a cast that changes the value', () => {
    const canonical = (text: string, type: string) => canonicalDefault(text, type)
    expect(canonical('(f())::character varying(3)', 'character varying(3)')).toContain(
      '::character varying(3)',
    )
    expect(canonical('(f())::date', 'timestamp without time zone')).toContain('::date')
  })

  test('takes a default of NULL for none', () => {
    expect(canonicalDefault('NULL::character varying', 'character varying(9)')).toBeNull()
    expect(canonicalDefault('NULL', 'text')).toBeNull()
    expect(canonicalDefault("'NULL'::text", 'text')).toBe("'NULL'")
    expect(canonicalDefault('NULLIF(1, 2)', 'integer')).toBe('NULLIF(1, 2)')
  })
})

describe('isConstant', () => {
  const allowed = (type: string) => !type.includes('.') || type === 'public.role'

  test.each([
    '0',
    '(-1.5)',
    "'-1'::integer",
    "E'a\\'b'",
    'NULL::text',
    'true',
    "ARRAY['a'::public.role, 'b'::public.role]",
    'ARRAY[]::text[]',
    "('{}'::text)::jsonb",
    'B\'01\'::"bit"',
    "'2024-01-01 00:00:00+00'::timestamp with time zone",
  ])('%s is one', (text) => {
    expect(isConstant(text, allowed)).toBe(true)
  })

  test.each([
    'now()',
    'f(1)',
    "'x'::public.domain",
    "('x'::public.domain)::text",
    'a',
    '(1 + 2)',
    "ARRAY['a', f()]",
    'CURRENT_USER',
    '(SELECT 1)',
    "'a'; DROP TABLE t",
    "nextval('s'::regclass)",
    '',
    '1 2',
    "'a' 'b'",
    '1::text COLLATE "C"',
  ])('%s is none', (text) => {
    expect(isConstant(text, allowed)).toBe(false)
  })
})
