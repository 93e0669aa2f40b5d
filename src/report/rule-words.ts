/** What a rule finds, from its id: one plain sentence. Rules are named `<object>-<what>`. */
export function ruleTitle(rule: string): string {
  const known = titles[rule]
  if (known !== undefined) return known
  const [, noun = rule, what = ''] = /^(.+)-([a-z]+)$/.exec(rule) ?? []
  const thing = nouns[noun] ?? noun.replaceAll('-', ' ')
  const article = /^[aeiou]/.test(thing) && !thing.startsWith('uni') ? 'An' : 'A'
  const predicate = predicates[what] ?? `differs in its ${what || 'definition'} between the lines`
  return `${article} ${thing} ${predicate}.`
}

const nouns: Readonly<Record<string, string>> = {
  exclusion: 'exclusion constraint',
  composite: 'composite type',
  range: 'range type',
}

const predicates: Readonly<Record<string, string>> = {
  missing: 'that the repository expects is not in the database',
  extra: 'is in the database and nothing in the repository says so',
  definition: 'is defined differently in the lines that should agree',
  rename: 'has another name in the database than in the repository',
}

const titles: Readonly<Record<string, string>> = {
  'primary-key': 'A table has another primary key than the repository says.',
  'id-strategy': 'The database makes ids in another way than schema.prisma says.',
  'mapping-missing': 'A field or model lacks the @map or @@map that leads to its column or table.',
  'object-name': 'An object differs in its name alone.',
  'join-table-form': 'The join table of an implicit many-to-many relation has an older form.',
  'rls-enabled': 'Row-level security is on in one line and off in another.',
  grants: 'A role has other rights on an object in one line than in another.',
  comment: 'The comment on an object differs.',
  'migration-pending': 'A migration is not applied in production yet.',
  'migration-unknown': 'Production has applied a migration that is not in the repository.',
  'migration-edited': 'A migration was edited after production had applied it.',
  'migration-failed': 'A migration has failed in production and is not resolved.',
  'migration-missing': 'schema.prisma holds what no migration makes.',
  'migration-unrecorded': 'Production keeps no record of the migrations it has run.',
  'migration-breaks': 'A pending migration fails on the rows of production.',
  'migration-unreplayable': 'A migration fails on an empty database.',
  'schema-invalid': 'The Prisma schema does not validate.',
  'data-unmasked': 'A column of the dump looks as if it was not masked.',
}
