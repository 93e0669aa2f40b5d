import { modelOf } from '../declared.ts'
import { definitionRule } from '../definition.ts'
import type { Difference } from '../difference.ts'
import type { RuleContext } from '../rule.ts'
import { listOf } from '../value.ts'
import { viewNoun } from '../views.ts'
import { code, listed } from '../wording.ts'

export const viewDefinition = definitionRule({
  id: 'view-definition',
  kinds: ['view', 'materialized-view'],
  noun: viewNoun,
  attributes: { definition: 'query', columns: 'columns', options: 'options' },
  circumstance: () => 'default',
  consequence: (difference, context) => {
    const lacking = lackingColumns(difference, context)
    if (lacking.length > 0)
      return `Queries of it through the client fail with P2022 (the column does not exist): it lacks ${listed(lacking.map(code))}, which schema.prisma declares.`
    return 'What reads it gets other rows or columns in production than from a database made by the migrations, on which the application was tested. No command of Prisma compares views.'
  },
})

/** The columns that the client asks for and the database's view does not have. */
function lackingColumns(difference: Difference, { drift }: RuleContext): readonly string[] {
  const fields = [...(modelOf(difference, drift)?.fields.values() ?? [])]
  const columns = listOf(difference.database?.attributes.columns ?? null)
  return fields
    .filter(({ column, ignored }) => !ignored && !columns.some((each) => each.startsWith(`${column} `)))
    .map(({ column }) => column)
}
