import type { Attributes } from '../../src/model/catalog.ts'
import { compareFindings, type Finding } from '../../src/model/finding.ts'
import type { ObjectId } from '../../src/model/object.ts'
import type { Report } from '../../src/model/report.ts'

const file = 'prisma/schema.prisma'

/** A finding with the parts that a sample does not care about filled in. */
export function finding(
  given: Pick<Finding, 'rule' | 'severity' | 'object' | 'cause' | 'message' | 'consequence'> &
    Partial<Finding>,
): Finding {
  return {
    reason: 'the client’s queries fail',
    production: null,
    history: null,
    declared: null,
    deployed: null,
    introduced: null,
    location: null,
    partOf: null,
    fingerprint: hex(JSON.stringify([given.rule, given.object])),
    ...given,
  }
}

/** A report around findings, from the pieces that every check fills in. */
export function report(given: Partial<Report>): Report {
  return {
    version: 1,
    status: (given.findings ?? []).some(({ severity }) => severity !== 'info') ? 'drift' : 'clean',
    failure: null,
    database: {
      provider: 'local',
      version: '15.18',
      reason: 'this machine has the server binaries of the dump’s major version.',
      dump: {
        format: 'plain',
        version: '15.4',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    },
    prisma: {
      engine: 'wasm',
      version: '7.10.1',
      validate: 'passed',
      pullChanges: false,
      diffEmpty: true,
      onlyEngine: [],
    },
    findings: [],
    ignored: [],
    baseline: null,
    gaps: [],
    plan: null,
    timings: [
      { stage: 'start', ms: 431 },
      { stage: 'restore', ms: 212 },
      { stage: 'migrate', ms: 96 },
      { stage: 'prisma', ms: 388 },
      { stage: 'compare', ms: 41 },
    ],
    ...given,
  }
}

function hex(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const character of text)
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0').slice(0, 12)
}

const column = (table: string, name: string): ObjectId => ({ kind: 'column', schema: 'public', table, name })
const at = (line: number, columnNumber = 3) => ({ file, line, column: columnNumber })

const plain: Attributes = {
  type: 'text',
  nullable: true,
  default: null,
  identity: null,
  generated: null,
  collation: null,
}
const uuid: Attributes = { ...plain, type: 'uuid', nullable: false }
const text: Attributes = { ...plain, nullable: false }

/** The id of a table in another strategy, and the foreign key columns that follow it. */
function otherIdStrategy(
  table: string,
  line: number,
  followers: readonly (readonly [string, string, number])[],
): Finding[] {
  const id = finding({
    rule: 'id-strategy',
    severity: 'error',
    object: column(table, 'id'),
    cause: 'schema',
    production: { ...uuid, default: 'uuid_generate_v4()' },
    history: { ...uuid, default: 'uuid_generate_v4()' },
    deployed: { ...uuid, default: 'uuid_generate_v4()' },
    declared: text,
    location: at(line),
    message: `\`${table}.id\` is a \`uuid\` that the database makes with \`uuid_generate_v4()\`; schema.prisma says \`@default(cuid())\`.`,
    consequence: 'Every insert through the client fails: a cuid is not a uuid.',
  })
  const parts = followers.map(([other, name, where]) =>
    finding({
      rule: 'id-strategy',
      severity: 'error',
      object: column(other, name),
      cause: 'schema',
      production: uuid,
      history: uuid,
      deployed: uuid,
      declared: text,
      location: at(where),
      partOf: id.fingerprint,
      message: `\`${other}.${name}\` is a \`uuid\` as \`${table}.id\` is.`,
      consequence: 'Filters and writes through the client fail.',
    }),
  )
  return [id, ...parts]
}

/** A column that only the migrations and schema.prisma have. */
function missingColumn(table: string, name: string, like: Attributes, line: number, type: string): Finding {
  return finding({
    rule: 'column-missing',
    severity: 'error',
    object: column(table, name),
    cause: 'schema',
    declared: like,
    location: at(line),
    introduced: true,
    message: `\`${table}\` has no column \`${name}\`; schema.prisma declares it as \`${type}\`.`,
    consequence: `Every query of \`${table}\` through the client fails: the column does not exist.`,
  })
}

const timestamptz: Attributes = { ...plain, type: 'timestamp(6) with time zone' }

/** A database with ids, columns, defaults and a table other than the schema expects. */
export const alignment: Report = report({
  prisma: {
    engine: 'wasm',
    version: '7.10.1',
    validate: 'passed',
    pullChanges: true,
    diffEmpty: false,
    onlyEngine: [],
  },
  findings: [
    ...otherIdStrategy('bookings', 91, []),
    missingColumn('bookings', 'cancelled_at', timestamptz, 99, 'DateTime?'),
    missingColumn('bookings', 'confirmed_at', timestamptz, 98, 'DateTime?'),
    missingColumn('bookings', 'paid_at', timestamptz, 97, 'DateTime?'),
    missingColumn('bookings', 'payment_intent_id', plain, 96, 'String?'),
    missingColumn('bookings', 'payment_status', { ...plain, default: "'PENDING'::text" }, 95, 'String?'),
    ...otherIdStrategy('sessions', 75, [['bookings', 'session_id', 92]]),
    finding({
      rule: 'mapping-missing',
      severity: 'error',
      object: column('sessions', 'meeting_url'),
      cause: 'schema',
      production: plain,
      history: plain,
      deployed: plain,
      declared: null,
      location: at(80),
      message:
        'schema.prisma calls the column `meeting_url` `meetingUrl`: the field lacks its `@map("meeting_url")`.',
      consequence:
        'Every query of `sessions` through the client fails: the column `meetingUrl` does not exist.',
    }),
    finding({
      rule: 'table-missing',
      severity: 'error',
      object: { kind: 'table', schema: 'public', name: 'system_settings' },
      cause: 'schema',
      declared: { persistence: 'permanent' },
      location: at(125, 1),
      introduced: true,
      message:
        'There is no table `system_settings`, and no migration makes it; schema.prisma has the model `SystemSetting`.',
      consequence: 'Every query of `SystemSetting` fails.',
    }),
    ...otherIdStrategy('tutor_availability', 64, []),
    finding({
      rule: 'column-type',
      severity: 'error',
      object: column('tutor_availability', 'time_slots'),
      cause: 'schema',
      production: { ...plain, type: 'text[]', nullable: false },
      history: { ...plain, type: 'text[]', nullable: false },
      deployed: { ...plain, type: 'text[]', nullable: false },
      declared: text,
      location: at(67),
      message: '`tutor_availability.time_slots` is a list (`text[]`); schema.prisma says `String`.',
      consequence: 'Reading a row fails: the client expects one text and gets a list.',
    }),
    ...otherIdStrategy('tutors', 50, [
      ['reviews', 'tutor_id', 108],
      ['sessions', 'tutor_id', 76],
      ['tutor_availability', 'tutor_id', 65],
    ]),
    finding({
      rule: 'column-nullability',
      severity: 'error',
      object: column('tutors', 'price'),
      cause: 'schema',
      production: { ...plain, type: 'numeric(10,2)', nullable: false },
      history: { ...plain, type: 'numeric(10,2)', nullable: false },
      deployed: { ...plain, type: 'numeric(10,2)', nullable: false },
      declared: { ...plain, type: 'numeric(10,2)' },
      location: at(54),
      message: '`tutors.price` is required; schema.prisma says it is optional (`Decimal?`).',
      consequence: 'Creating a tutor without a price passes the type check and fails in the database.',
    }),
    ...otherIdStrategy('users', 33, [
      ['bookings', 'user_id', 93],
      ['reviews', 'user_id', 109],
      ['tutors', 'user_id', 51],
    ]),
    finding({
      rule: 'column-default',
      severity: 'error',
      object: column('users', 'site_mode'),
      cause: 'production',
      production: { ...plain, type: 'site_mode', nullable: false, default: "'B2C'::site_mode" },
      history: { ...plain, type: 'site_mode', nullable: false, default: "'B2B'::site_mode" },
      deployed: { ...plain, type: 'site_mode', nullable: false, default: "'B2C'::site_mode" },
      declared: { ...plain, type: 'site_mode', nullable: false, default: "'B2B'::site_mode" },
      location: at(39),
      message:
        "`users.site_mode` defaults to `'B2C'` in production; the migrations and schema.prisma say `'B2B'`.",
      consequence: 'Rows written past the client get another site mode than rows written through it.',
    }),
    finding({
      rule: 'column-extra',
      severity: 'warning',
      object: column('sessions', 'recording_url'),
      cause: 'production',
      production: plain,
      deployed: plain,
      message: '`sessions.recording_url` exists in production alone.',
      consequence:
        'The client does not see it; the next `prisma migrate dev` on a copy of production wants to drop it.',
    }),
    finding({
      rule: 'index-extra',
      severity: 'warning',
      object: { kind: 'index', schema: 'public', table: 'bookings', name: 'bookings_created_at_idx' },
      cause: 'production',
      production: {
        columns: ['created_at'],
        orders: ['DESC'],
        method: 'btree',
        unique: false,
        predicate: null,
      },
      deployed: {
        columns: ['created_at'],
        orders: ['DESC'],
        method: 'btree',
        unique: false,
        predicate: null,
      },
      message: 'The index `bookings_created_at_idx` was made in production by hand.',
      consequence: 'A database built from the migrations is slower than production.',
    }),
    finding({
      rule: 'function-definition',
      severity: 'warning',
      object: { kind: 'function', schema: 'public', name: 'touch_updated_at()' },
      cause: 'production',
      production: { definition: functionText('clock_timestamp()', true) },
      history: { definition: functionText('now()', false) },
      deployed: { definition: functionText('clock_timestamp()', true) },
      message: 'The function `touch_updated_at()` was changed in production.',
      consequence: 'Tests on a database built from the migrations run another function than production does.',
    }),
    finding({
      rule: 'migration-edited',
      severity: 'warning',
      object: { kind: 'migration', name: '20250522081000_password_login' },
      cause: 'unknown',
      location: { file: 'prisma/migrations/20250522081000_password_login/migration.sql', line: 1 },
      message: '`20250522081000_password_login` was edited after production had applied it.',
      consequence: 'A database built from the migrations is not the one production has.',
    }),
    finding({
      rule: 'object-name',
      severity: 'info',
      object: { kind: 'foreign-key', schema: 'public', table: 'reviews', name: 'reviews_tutor_fk' },
      cause: 'schema',
      production: { columns: ['tutor_id'], references: 'tutors(id)' },
      history: { columns: ['tutor_id'], references: 'tutors(id)' },
      deployed: { columns: ['tutor_id'], references: 'tutors(id)' },
      declared: { columns: ['tutor_id'], references: 'tutors(id)' },
      location: at(114),
      message:
        'The foreign key is called `reviews_tutor_fk`; schema.prisma would call it `reviews_tutor_id_fkey`.',
      consequence: 'Nothing breaks.',
    }),
    finding({
      rule: 'migration-pending',
      severity: 'info',
      object: { kind: 'migration', name: '20251103160000_session_cancellation' },
      cause: 'unknown',
      location: { file: 'prisma/migrations/20251103160000_session_cancellation/migration.sql', line: 1 },
      message:
        '`20251103160000_session_cancellation` is not applied in production yet; it runs on the rows of the dump.',
      consequence: 'The next deploy applies it.',
    }),
  ].map((each) => ({ ...each, introduced: each.introduced ?? false })),
  gaps: [
    { kind: 'event-trigger', count: 1, message: 'Event triggers are not compared.' },
    { kind: 'partition', count: 12, message: 'Partitions belong to their parent, which is compared.' },
  ],
})

function functionText(clock: string, extra: boolean): string {
  return [
    'CREATE OR REPLACE FUNCTION public.touch_updated_at()',
    ' RETURNS trigger',
    ' LANGUAGE plpgsql',
    'AS $function$',
    'begin',
    `  new.updated_at := ${clock};`,
    ...(extra ? ['  new.touched_by := current_user;'] : []),
    '  return new;',
    'end',
    '$function$',
  ].join('\n')
}

export const clean: Report = report({})

export const failed: Report = report({
  status: 'failed',
  failure: {
    stage: 'restore',
    code: 'extension-missing',
    message:
      'The dump needs the extension `postgis`, which this server does not have (line 25: `CREATE EXTENSION postgis`).',
    location: { file: 'dumps/production.sql', line: 25 },
    next: [
      'Give an image that has it: `postgres-image: postgis/postgis:15-3.4`.',
      'Or install the package on the runner before this step: `apt-get install postgresql-15-postgis-3`.',
      'Or leave it out of the dump: `pg_dump --exclude-extension=postgis`.',
    ],
  },
  prisma: null,
  timings: [
    { stage: 'start', ms: 431 },
    { stage: 'restore', ms: 90 },
  ],
})

/** A pending migration that fails: no values to compare, and no deployed line. */
export const breaking: Report = report({
  findings: [
    finding({
      rule: 'migration-breaks',
      severity: 'error',
      object: { kind: 'migration', name: '20251201090000_unique_phone' },
      cause: 'unknown',
      introduced: true,
      location: { file: 'prisma/migrations/20251201090000_unique_phone/migration.sql', line: 3 },
      message:
        'The pending migration `20251201090000_unique_phone` fails on production’s rows at line 3, `CREATE UNIQUE INDEX users_phone_key`: 23505, could not create unique index; 41 rows break it.',
      consequence: 'The next deploy stops here, half done.',
    }),
  ],
})

/** More than a comment holds, each unlike the others. */
export function many(count: number): Report {
  const severities = ['error', 'warning', 'info'] as const
  const findings = severities.flatMap((severity, level) =>
    Array.from({ length: Math.ceil(count / 3) }, (_, index) =>
      finding({
        rule: 'column-default',
        severity,
        object: column(`table_${String(index % 40).padStart(2, '0')}`, `column_${level}_${index}`),
        cause: index % 3 === 0 ? 'production' : 'schema',
        production: { ...plain, default: `${index}` },
        history: { ...plain, default: index % 3 === 0 ? '-1' : `${index}` },
        declared: { ...plain, default: '-1' },
        deployed: { ...plain, default: `${index}` },
        location: at(index + 1),
        message: `\`column_${level}_${index}\` has another default than the repository expects.`,
        consequence: 'Rows written past the client differ from rows written through it.',
      }),
    ),
  )
  return report({ findings: findings.slice(0, count) })
}

/** A database that drifted in a few ways, each on many objects. */
export function similar(count: number): Report {
  const tables = Array.from({ length: count }, (_, index) => `table_${String(index % 12).padStart(2, '0')}`)
  const withZone = { ...plain, type: 'timestamp(3) with time zone', nullable: false }
  const without = { ...plain, type: 'timestamp(3) without time zone', nullable: false }
  const findings = tables.flatMap((table, index) => [
    finding({
      rule: 'column-type',
      severity: 'warning',
      object: column(table, `happened_at_${index}`),
      cause: 'production',
      production: withZone,
      deployed: withZone,
      history: without,
      declared: without,
      location: at(index + 1),
      message: `\`${table}.happened_at_${index}\` is \`timestamp(3) with time zone\` in production; the migrations and schema.prisma say \`timestamp(3)\`.`,
      consequence: `Values of \`${table}.happened_at_${index}\` are read as before; raw queries get another type.`,
    }),
    finding({
      rule: 'index-extra',
      severity: 'warning',
      object: { kind: 'index', schema: 'public', table, name: `${table}_by_hand_${index}_idx` },
      cause: 'production',
      production: { columns: [`happened_at_${index}`], method: 'btree' },
      deployed: { columns: [`happened_at_${index}`], method: 'btree' },
      message: `The index \`${table}_by_hand_${index}_idx\` was made in production by hand.`,
      consequence: 'A database built from the migrations is slower than production.',
    }),
    finding({
      rule: 'object-name',
      severity: 'info',
      object: { kind: 'foreign-key', schema: 'public', table, name: `fk_${index}` },
      cause: 'schema',
      location: at(index + 2),
      message: `The foreign key is called \`fk_${index}\`; schema.prisma would call it \`${table}_id_fkey\`.`,
      consequence: 'Nothing breaks.',
    }),
  ])
  const [root] = otherIdStrategy('users', 33, [])
  const followers = otherIdStrategy(
    'users',
    33,
    tables.map((table, index) => [table, `user_${index}`, index + 1]),
  ).slice(1)
  return report({
    findings: [...(root === undefined ? [] : [root]), ...followers, ...findings].sort(compareFindings),
  })
}

export const hostileNames = [
  'a|b',
  '<img src=x onerror=alert(1)>',
  '@here',
  '#1',
  'GH-1',
  'line\nbreak',
  'tick`tock',
  '``',
  '-->',
  '</details>',
  '\u202egnp.exe',
  'nul\u0000bell\u0007',
  '\u001b[31mred',
  '[x](https://evil.example)',
  'https://evil.example',
  '\\|',
  '| --- |',
  '$x$',
  ' ',
  '😀\ud83d',
]

/** Every name and value of the database is an attack. */
export const hostile: Report = report({
  findings: hostileNames.map((name) =>
    finding({
      rule: 'column-default',
      severity: 'error',
      object: { kind: 'column', schema: name, table: name, name },
      cause: 'production',
      production: { ...plain, default: name },
      history: { ...plain, default: `${name} ` },
      declared: { ...plain, default: `${name} ` },
      deployed: { ...plain, default: name },
      location: { file: `prisma/${name}.prisma`, line: 3 },
      message: `The column ${name.includes('`') ? `"${name}"` : `\`${name}\``} and ${name} differ.`,
      consequence: `${name} is read by ${name}.`,
    }),
  ),
  gaps: hostileNames.map((name) => ({ kind: name, count: 1, message: `${name} is not compared.` })),
  prisma: {
    engine: 'cli',
    version: '6.19.3',
    validate: 'passed',
    pullChanges: true,
    diffEmpty: false,
    onlyEngine: hostileNames,
  },
})

export const links = {
  docsUrl: 'https://github.com/acme/prisma-schema-drift/blob/v1/docs',
  permalink: 'https://github.com/acme/shop/blob/0123456789abcdef0123456789abcdef01234567',
}
