import { renameRule } from '../rename.ts'
import { quoted } from '../sql.ts'
import { code } from '../wording.ts'

export const columnRename = renameRule('column', {
  fails: 'Every query of the model fails with P2022 (the column does not exist)',
  lost: (from, to) => `drop ${code(from)} with its values and make an empty ${code(to)}`,
  statement: (id, from, to) =>
    `ALTER TABLE ${quoted('table' in id ? { ...id, name: id.table } : id)} RENAME COLUMN ${quoted({ name: from })} TO ${quoted({ name: to })}`,
  attribute: '@map',
})
