import { typeFinding } from '../cascade.ts'
import { isFilled } from '../kinds/column.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { presenceRule } from '../presence.ts'
import { canonicalOf, printOf } from '../value.ts'

export const columnExtra = presenceRule({
  id: 'column-extra',
  kinds: ['column'],
  side: 'extra',
  noun: 'column',
  circumstance: ({ database, lines: { history } }) => {
    const column = database ?? history
    return column && canonicalOf(column, 'nullable') === false && !isFilled(column) ? 'required' : 'optional'
  },
  consequence: (difference, _, circumstance) => {
    if (circumstance === 'required') {
      const where = isOnlyHistory(difference) ? 'In a database made by the migrations every' : 'Every'
      return `${where} \`create\` of the model fails with P2011 (null constraint violation): the client does not know the column and leaves it out.`
    }
    if (isOnlyHistory(difference)) return onlyNewDatabases('has a column more')
    return 'Prisma Client neither reads nor writes it. On a development database that has it, `prisma migrate dev` would drop it with its data.'
  },
  partOf: ({ database, lines: { history } }, context) => {
    const column = database ?? history
    return column && typeFinding(printOf(column, 'type'), context)
  },
})
