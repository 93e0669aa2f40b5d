import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { listOf, textOf } from '../value.ts'

export const triggerDefinition = definitionRule({
  id: 'trigger-definition',
  kinds: ['trigger'],
  noun: () => 'trigger',
  attributes: {
    timing: 'timing',
    events: 'events',
    columns: 'columns',
    level: 'level',
    condition: 'condition',
    function: 'function',
    arguments: 'arguments',
    constraint: 'kind',
    from: 'other table',
    deferrable: 'deferrability',
    initiallyDeferred: 'deferrability',
    oldTable: 'transition tables',
    newTable: 'transition tables',
    enabled: 'state',
  },
  describe,
  circumstance: () => 'default',
  consequence: ({ database, verdicts }) =>
    verdicts.has('enabled') && database?.attributes.enabled === 'disabled'
      ? 'Production has it and does not run it: `create`, `update` and `delete` do only what the client sends, and nothing fails. A database made by the migrations runs it.'
      : 'Writes through the client do something else in production than in a database made by the migrations, on which the application was tested. No command of Prisma compares triggers.',
})

/** As it stands in CREATE TRIGGER, on one line. */
function describe(view: Attributes): string {
  const text = (attribute: string) => textOf(view[attribute] ?? null)
  const list = (attribute: string) => listOf(view[attribute] ?? null)
  const columns = list('columns')
  const events = list('events').map((event) =>
    event === 'UPDATE' && columns.length > 0 ? `UPDATE OF ${columns.join(', ')}` : event,
  )
  const [from, condition, oldTable, newTable] = ['from', 'condition', 'oldTable', 'newTable'].map(text)
  const parts = [
    view.enabled === 'origin' ? '' : text('enabled'),
    view.constraint === true ? 'CONSTRAINT' : '',
    `${text('timing')} ${events.join(' OR ')}`,
    from && `FROM ${from}`,
    view.initiallyDeferred === true ? 'INITIALLY DEFERRED' : view.deferrable === true ? 'DEFERRABLE' : '',
    oldTable && `OLD TABLE ${oldTable}`,
    newTable && `NEW TABLE ${newTable}`,
    `FOR EACH ${text('level')}`,
    condition && `WHEN (${condition})`,
    `EXECUTE ${text('function')}(${list('arguments').join(', ')})`,
  ]
  return parts
    .filter((part) => part)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}
