import type { CatalogObject } from '../../model/catalog.ts'
import { fieldOf } from '../declared.ts'
import type { Difference, Voter } from '../difference.ts'
import { schemeOf } from '../id-strategy.ts'
import { counterOf } from '../kinds/column.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule, type RuleContext } from '../rule.ts'
import { canonicalOf, printOf } from '../value.ts'
import { code, contrast, contrastWhole, name, value } from '../wording.ts'

export const idStrategy = objectRule({
  id: 'id-strategy',
  kinds: ['column'],
  explains: ['type', 'default', 'identity'],
  match: ({ key, verdicts }, { ids }) => {
    const change = verdicts.has('type') && ids.get(key)
    return change ? (change.follows === null ? 'id' : 'follows') : null
  },
  message: (difference, context) => {
    const root = rootOf(difference, context)
    if (root)
      return contrast(difference, 'type', {
        is: (type) => `is ${value(type)}, like ${name(root.id)} to which it refers,`,
      })
    return contrastWhole(difference, ['type'], (voter) => {
      const column = voter === 'database' ? difference.database : difference.lines[voter]
      return column && strategy(column, voter, difference, context)
    })
  },
  consequence: (difference, context, circumstance) => {
    if (isOnlyHistory(difference, 'type')) return onlyNewDatabases('makes other ids')
    if (circumstance === 'follows')
      return 'Queries through the relation fail like those by the id (42883, no operator between the types), and so do writes of the column (42804).'
    const { database } = difference
    const scheme = database && schemeOf(canonicalOf(database, 'type'))
    const field = fieldOf(difference, context.drift)?.default
    const made = field ? `Prisma Client makes ids with ${code(field)}` : 'Prisma Client expects other ids'
    return scheme === 'uuid'
      ? `${made} and sends them as text: production takes only uuids, so \`create\` fails (42804 or 22P02), and so does every query by id (42883).`
      : `${made}, which production’s column does not hold: \`create\` and every query by id fail (42804, 22P02 or 42883).`
  },
  partOf: (difference, context) => {
    const root = rootOf(difference, context)
    return root && { rule: 'id-strategy', object: root.id }
  },
})

function rootOf({ key }: Difference, { ids, find }: RuleContext): Difference | null {
  const follows = ids.get(key)?.follows
  return follows ? find(follows) : null
}

function strategy(
  column: CatalogObject,
  voter: Voter,
  difference: Difference,
  { drift }: RuleContext,
): string {
  const type = value(printOf(column, 'type'))
  if (counterOf(column) !== null) return `${type} from a sequence`
  const print = printOf(column, 'default')
  if (print !== null) return `${type} filled by ${value(print)}`
  const written = voter === 'schema' ? fieldOf(difference, drift)?.default : null
  return written ? `${type} filled by the client’s ${code(written)}` : type
}
