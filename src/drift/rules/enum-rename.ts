import { renameRule } from '../rename.ts'
import { quoted } from '../sql.ts'
import { code } from '../wording.ts'

export const enumRename = renameRule('enum', {
  fails: 'Queries that filter by or write a field of this enum fail with 42704 (the type does not exist)',
  lost: (from, to) =>
    `drop the columns of ${code(from)} with their values and make empty ones of ${code(to)}`,
  statement: (id, from, to) =>
    `ALTER TYPE ${quoted({ ...id, name: from })} RENAME TO ${quoted({ name: to })}`,
  attribute: '@@map',
})
