import { definitionRule } from '../definition.ts'

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
    constraint: 'CONSTRAINT',
    from: 'other table',
    deferrable: 'DEFERRABLE',
    initiallyDeferred: 'INITIALLY DEFERRED',
    oldTable: 'OLD TABLE',
    newTable: 'NEW TABLE',
    enabled: 'state',
  },
  circumstance: () => 'default',
  consequence: ({ database, verdicts }) =>
    verdicts.has('enabled') && database?.attributes.enabled === 'disabled'
      ? 'Production has it and does not run it: `create`, `update` and `delete` do only what the client sends, and nothing fails. A database made by the migrations runs it.'
      : 'Writes through the client do something else in production than in a database made by the migrations, on which the application was tested. No command of Prisma compares triggers.',
})
