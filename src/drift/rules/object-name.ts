import type { ObjectKind } from '../../model/object.ts'
import type { Difference } from '../difference.ts'
import { isNamedAfterParts, partFinding } from '../renamed-parts.ts'
import { objectRule } from '../rule.ts'
import { code, contrast } from '../wording.ts'

export const objectName = objectRule({
  id: 'object-name',
  kinds: ['index', 'unique', 'primary-key', 'foreign-key', 'check', 'exclusion', 'policy'],
  explains: ['name'],
  match: (difference, context) =>
    difference.verdicts.has('name') && !isNamedAfterParts(difference, context) ? 'default' : null,
  message: (difference) =>
    contrast(
      difference,
      'name',
      { is: (print) => `is called ${code(String(print))}`, says: (print) => code(String(print)) },
      subject(difference),
    ),
  consequence: ({ id }) =>
    `Nothing fails. ${unseen.has(id.kind) ? 'A' : 'The next `prisma migrate dev` would write a RENAME, and a'} migration that names the other one fails with 42704.`,
  partOf: partFinding,
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
