import { type ObjectKind, objectKey } from '../../model/object.ts'
import type { Difference } from '../difference.ts'
import { objectRule, type RuleContext } from '../rule.ts'
import { canonicalOf, listOf } from '../value.ts'
import { code, contrast } from '../wording.ts'

export const objectName = objectRule({
  id: 'object-name',
  kinds: ['index', 'unique', 'primary-key', 'foreign-key', 'check', 'exclusion', 'policy'],
  explains: ['name'],
  match: (difference, context) =>
    difference.verdicts.has('name') && !isNamedAfterMapping(difference, context) ? 'default' : null,
  message: (difference) =>
    contrast(
      difference,
      'name',
      { is: (print) => `is called ${code(String(print))}`, says: (print) => code(String(print)) },
      subject(difference),
    ),
  consequence: ({ id }) =>
    `Nothing fails. ${unseen.has(id.kind) ? 'A' : 'The next `prisma migrate dev` would write a RENAME, and a'} migration that names the other one fails with 42704.`,
})

/** Of these Prisma knows no names. */
const unseen: ReadonlySet<ObjectKind> = new Set(['policy', 'check', 'exclusion'])

const nouns: Readonly<Partial<Record<ObjectKind, string>>> = {
  'primary-key': 'primary key',
  'foreign-key': 'foreign key',
  unique: 'unique index',
  policy: 'policy',
  check: 'check',
  exclusion: 'exclusion constraint',
}

function subject({ id }: Difference): string {
  const noun = nouns[id.kind] ?? 'index'
  return 'table' in id ? `The ${noun} of ${code(id.table)}` : `The ${noun}`
}

/** Prisma names keys and indexes after the table and columns, so a missing `@map` brings a name with it. */
function isNamedAfterMapping(difference: Difference, { drift: { mappings } }: RuleContext): boolean {
  const { id, database, verdicts } = difference
  if (mappings.size === 0 || !('table' in id) || !database || verdicts.get('name')?.cause === 'history')
    return false
  const { schema, table } = id
  const columns = listOf(canonicalOf(database, 'columns'))
  return (
    mappings.has(objectKey({ kind: 'table', schema, name: table })) ||
    columns.some((name) => mappings.has(objectKey({ kind: 'column', schema, table, name })))
  )
}
