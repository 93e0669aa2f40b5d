import { isIgnored, modelOf } from '../declared.ts'
import { isMisspelled } from '../rename.ts'
import { objectRule } from '../rule.ts'
import { code } from '../wording.ts'

export const mappingMissing = objectRule({
  id: 'mapping-missing',
  kinds: ['table', 'column'],
  explains: ['name'],
  match: (difference, { drift }) => {
    if (!isMisspelled(difference)) return null
    return isIgnored(difference, drift) ? 'ignored' : 'default'
  },
  message: (difference, { drift }) => {
    const { id, key } = difference
    const own = drift.mappings.get(key) ?? id.name
    const map = code(`${id.kind === 'table' ? '@@map' : '@map'}(${JSON.stringify(id.name)})`)
    if (id.kind === 'table')
      return `The model ${code(own)} reads the table ${code(own)}, which production calls ${code(id.name)}: it lacks ${map}.`
    const model = modelOf(difference, drift)?.name
    const field = code(model === undefined ? own : `${model}.${own}`)
    return `The field ${field} reads the column ${code(own)}, which production calls ${code(id.name)}: it lacks ${map}.`
  },
  consequence: ({ id }, _, circumstance) => {
    const thing = id.kind === 'table' ? 'table' : 'column'
    if (circumstance === 'ignored')
      return 'It is kept out of the client, so no query fails; a migration that touches it does.'
    const error =
      id.kind === 'table' ? 'P2021 (the table does not exist)' : 'P2022 (the column does not exist)'
    return `Every query of the model fails with ${error}, and \`prisma migrate dev\` would drop the ${thing} and make an empty one.`
  },
})
