import type { Severity } from '../model/finding.ts'

/** How bad it is, and why. */
export interface Grade {
  readonly severity: Severity
  readonly reason: string
}

const error = (reason: string): Grade => ({ severity: 'error', reason })
const warning = (reason: string): Grade => ({ severity: 'warning', reason })
const info = (reason: string): Grade => ({ severity: 'info', reason })

const queriesFail = error("the client's queries fail")
const ignored = warning('@ignore keeps it out of the client')
const nothingBreaks = warning('nothing breaks today')
const unguarded = error('the data is no longer kept')
const onlyHistory = warning(
  'production and schema.prisma agree; only a database made by the migrations is other',
)
const access = error('who may read what differs')
const cosmetic = info('a name alone')

/** The severity of every rule in each circumstance it can meet: the only place where it is decided. */
export const severities = {
  'schema-invalid': { default: error('without a valid schema there is no client') },
  'migration-failed': { default: error('the next deploy stops at it') },
  'migration-breaks': { default: error('the next deploy fails') },
  'migration-unreplayable': { default: warning('a new database cannot be made from the migrations') },
  'migration-unknown': { default: warning('production has run what the repository does not know') },
  'migration-edited': {
    content: warning('production ran another text than the repository has'),
    'line-endings': info('only line endings differ'),
  },
  'migration-unrecorded': {
    default: warning('what production has run is on no record'),
    exact: info('production is as the migrations make it'),
    adopted: warning('the next deploy stops at it until it is recorded'),
  },
  'migration-pending': { default: info('the next deploy runs it') },
  'schema-missing': { default: queriesFail },
  'schema-extra': { default: nothingBreaks },
  'extension-missing': { default: error('what depends on it is missing too') },
  'extension-extra': { default: info('it changes nothing for the client') },
  'extension-definition': { default: info('a version or place alone') },
  'table-missing': { default: queriesFail, ignored },
  'table-extra': { default: nothingBreaks },
  'table-attributes': { default: nothingBreaks },
  'join-table-form': { default: info('both forms keep the pairs apart') },
  'mapping-missing': { default: queriesFail, ignored },
  'column-missing': { default: queriesFail, ignored },
  'column-extra': {
    required: error('it is required and has no default, so inserts fail'),
    optional: nothingBreaks,
  },
  'id-strategy': {
    id: error('the client makes ids the column cannot hold, or expects others than it makes'),
    follows: error('it refers to an id of another type'),
  },
  'column-type': {
    list: error('a list stands against a single value'),
    client: error("the client's type differs"),
    narrower: error('production takes less than the schema allows'),
    own: warning("a type of the database's own stands against a built-in one"),
    compatible: warning('the client reads and writes it as before'),
    history: onlyHistory,
  },
  'column-nullability': {
    required: error('production requires what the schema leaves optional'),
    nulls: error('production holds nulls the schema forbids'),
    optional: warning('production merely allows nulls, and holds none'),
    unmeasured: warning('production allows nulls; whether it holds any was not counted'),
    history: onlyHistory,
  },
  'column-generated': {
    default: warning('production computes what the repository has as plain, or the reverse'),
  },
  'column-identity': { default: warning('production counts the column up in another way') },
  'column-default': {
    counted: error('the schema counts on the database for a required value'),
    differs: warning('the client does not count on it; other writers do'),
    history: onlyHistory,
  },
  'column-collation': { default: warning('order and equality of texts may differ') },
  'enum-missing': { default: queriesFail },
  'enum-extra': { default: nothingBreaks },
  'enum-values': {
    missing: error('the schema has a label production lacks'),
    used: error('rows hold a label the schema lacks'),
    extra: warning('production has a label that no row holds'),
    unmeasured: warning('production has another label; whether rows hold it was not counted'),
    history: onlyHistory,
  },
  'enum-order': { default: info('only the order of labels differs') },
  'primary-key': { default: error('rows are no longer told apart as the client expects') },
  'unique-missing': { default: unguarded },
  'unique-definition': { default: unguarded },
  'unique-extra': { default: warning('it refuses rows that the schema allows') },
  'index-missing': {
    default: warning('queries may be slower'),
    dropped: warning('a migration dropped it on purpose'),
  },
  'index-extra': { default: nothingBreaks },
  'index-definition': { default: nothingBreaks },
  'foreign-key-missing': { default: unguarded, dropped: warning('a migration dropped it on purpose') },
  'foreign-key-definition': {
    target: error('it guards other columns, or points elsewhere'),
    state: warning('it guards the same columns in another way'),
  },
  'foreign-key-actions': { default: warning('deletes and updates spread otherwise') },
  'foreign-key-extra': { default: warning('it refuses rows that the schema allows') },
  'check-missing': { default: warning('rows are no longer checked') },
  'check-extra': { default: warning('it refuses rows that the repository allows') },
  'check-definition': { default: warning('other rows are refused') },
  'exclusion-missing': { default: warning('rows are no longer kept apart') },
  'exclusion-extra': { default: warning('it refuses rows that the repository allows') },
  'exclusion-definition': { default: warning('other rows are refused') },
  'trigger-missing': { default: error('what it did is no longer done') },
  'trigger-extra': { default: warning('writes do more than the repository knows') },
  'trigger-definition': { default: warning('writes do something else') },
  'function-missing': { default: error('what calls it fails') },
  'function-extra': { default: nothingBreaks },
  'function-definition': { default: warning('what calls it gets something else') },
  'view-missing': { default: error('what reads it fails') },
  'view-extra': { default: warning('a migration of what it reads fails in production alone') },
  'view-definition': { default: warning('what reads it gets something else') },
  'sequence-missing': { default: error('what draws from it fails') },
  'sequence-extra': { default: nothingBreaks },
  'sequence-definition': { default: warning('it counts in another way') },
  'domain-missing': { default: error('columns of its type cannot be') },
  'domain-extra': { default: nothingBreaks },
  'domain-definition': { default: warning('its columns take other values') },
  'composite-missing': { default: error('columns of its type cannot be') },
  'composite-extra': { default: nothingBreaks },
  'composite-definition': { default: warning('its values have other parts') },
  'range-missing': { default: error('columns of its type cannot be') },
  'range-extra': { default: nothingBreaks },
  'range-definition': { default: warning('its values span something else') },
  'collation-missing': { default: error('what sorts by it cannot be') },
  'collation-extra': { default: nothingBreaks },
  'collation-definition': { default: warning('order and equality of texts may differ') },
  'policy-missing': { default: access },
  'policy-extra': { default: access },
  'policy-definition': { default: access },
  'rls-enabled': { default: access },
  grants: { default: warning('who may do what differs') },
  'table-rename': { default: queriesFail, ignored, history: onlyHistory },
  'column-rename': { default: queriesFail, ignored, history: onlyHistory },
  'enum-rename': { default: queriesFail, ignored, history: onlyHistory },
  'migration-missing': { default: error('no migration makes what the client expects') },
  comment: { default: info('a comment alone') },
  'object-name': { default: cosmetic },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Grade>>>>

export type RuleId = keyof typeof severities

/** What a rule can meet. */
export type Circumstance<R extends RuleId> = keyof (typeof severities)[R] & string

/** The grade of a rule's finding in a circumstance. */
export function gradeOf<R extends RuleId>(rule: R, circumstance: Circumstance<R>): Grade {
  const grades: Readonly<Record<string, Grade>> = severities[rule]
  const grade = grades[circumstance]
  if (!grade) throw new Error(`${rule} has no circumstance ${circumstance}`)
  return grade
}
