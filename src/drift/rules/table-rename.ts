import { renameRule } from '../rename.ts'
import { quoted } from '../sql.ts'
import { code } from '../wording.ts'

export const tableRename = renameRule('table', {
  fails: 'Every query of the model fails with P2021 (the table does not exist)',
  lost: (from, to) => `drop ${code(from)} with its rows and make an empty ${code(to)}`,
  statement: (id, from, to) =>
    `ALTER TABLE ${quoted({ ...id, name: from })} RENAME TO ${quoted({ name: to })}`,
  attribute: '@@map',
})
