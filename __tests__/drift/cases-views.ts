/** Cases of the rules about views, functions and triggers. */

import type { CatalogObject } from '../../src/model/catalog.ts'
import * as c from './catalogs.ts'
import type { RuleCase } from './rule-cases.ts'

const totals = c.view('totals', 'SELECT users.id FROM public.users')
const stored = c.view('stored', 'SELECT users.nick FROM public.users', {}, 'materialized-view')
const touch = c.functionNamed('touch()')
const touched = c.trigger('posts', 'touched')
const logs = [c.table('logs'), c.column('logs', 'id', 'integer')]
const ofLogs = c.view('recent', 'SELECT logs.id FROM public.logs')
const nicks = c.view('nicks', 'SELECT users.nick FROM public.users', { columns: ['nick text'] })
const everywhere = (...objects: readonly CatalogObject[]) => ({
  production: c.add(...objects),
  history: c.add(...objects),
})

export const viewCases: readonly RuleCase[] = [
  {
    rule: 'view-missing',
    about: 'a view and a materialized one that only the migrations make',
    lines: { history: c.add(totals, stored) },
    finds: [
      'error view-missing materialized-view stored production',
      'error view-missing view totals production',
    ],
  },
  {
    rule: 'view-missing',
    about: 'with the table that it reads',
    lines: { history: c.add(...logs, ofLogs), schema: c.add(...logs) },
    finds: ['error table-missing table logs production', 'error view-missing view recent production'],
  },
  {
    rule: 'view-missing',
    about: 'views that are there, of which schema.prisma says nothing',
    lines: everywhere(totals, stored),
    finds: [],
  },
  {
    rule: 'view-extra',
    about: 'made by hand',
    lines: { production: c.add(totals) },
    finds: ['warning view-extra view totals production'],
  },
  {
    rule: 'view-extra',
    about: 'no history to ask',
    lines: { production: c.add(totals), history: null },
    finds: ['warning view-extra view totals unknown'],
  },
  { rule: 'view-extra', about: 'made by a migration', lines: everywhere(totals), finds: [] },
  {
    rule: 'view-definition',
    about: 'another query, and other options',
    lines: {
      history: c.add(totals, stored),
      production: c.all(
        c.add(totals, stored),
        c.alter('totals', { options: ['security_invoker=true'] }),
        c.alter('stored', { definition: 'SELECT users.nick FROM public.users WHERE true' }),
      ),
    },
    finds: [
      'warning view-definition materialized-view stored production',
      'warning view-definition view totals production',
    ],
  },
  {
    rule: 'view-definition',
    about: 'columns that follow what the view reads',
    lines: {
      history: c.add(nicks),
      production: c.all(
        c.add(nicks),
        c.alter('nick', { type: 'integer' }),
        c.alter('nicks', { columns: ['nick integer'] }),
      ),
    },
    finds: ['error column-type column nick production', 'warning view-definition view nicks production'],
  },
  { rule: 'view-definition', about: 'the same query', lines: everywhere(totals, stored), finds: [] },
  {
    rule: 'function-missing',
    about: 'one of two overloads',
    lines: {
      history: c.add(touch, c.functionNamed('touch(integer)')),
      production: c.add(touch),
    },
    finds: ['error function-missing function touch(integer) production'],
  },
  { rule: 'function-missing', about: 'it is there', lines: everywhere(touch), finds: [] },
  {
    rule: 'function-extra',
    about: 'made by hand, and healed by a pending migration where it is dropped',
    lines: { production: c.add(touch, c.functionNamed('old()')), pending: c.drop('old()') },
    finds: ['warning function-extra function touch() production'],
  },
  { rule: 'function-extra', about: 'made by a migration', lines: everywhere(touch), finds: [] },
  {
    rule: 'function-definition',
    about: 'another body, other rights, and another estimate',
    lines: {
      history: c.add(touch, c.functionNamed('a()'), c.functionNamed('b()')),
      production: c.all(
        c.add(touch, c.functionNamed('a()'), c.functionNamed('b()')),
        c.alter('touch()', { body: 'BEGIN RETURN NULL; END', settings: ['search_path=public'] }),
        c.alter('a()', { securityDefiner: true }),
        c.alter('b()', { cost: 1 }),
      ),
    },
    finds: [
      'warning function-definition function a() production',
      'warning function-definition function b() production',
      'warning function-definition function touch() production',
    ],
  },
  { rule: 'function-definition', about: 'the same function', lines: everywhere(touch), finds: [] },
  {
    rule: 'trigger-missing',
    about: 'dropped by hand',
    lines: { history: c.add(touched) },
    finds: ['error trigger-missing trigger touched production'],
  },
  {
    rule: 'trigger-missing',
    about: 'its table is missing, and that is all',
    lines: { history: c.add(...logs, c.trigger('logs', 'touched')), schema: c.add(...logs) },
    finds: ['error table-missing table logs production'],
  },
  { rule: 'trigger-missing', about: 'it is there', lines: everywhere(touched), finds: [] },
  {
    rule: 'trigger-extra',
    about: 'made by hand',
    lines: { production: c.add(touched) },
    finds: ['warning trigger-extra trigger touched production'],
  },
  { rule: 'trigger-extra', about: 'made by a migration', lines: everywhere(touched), finds: [] },
  {
    rule: 'trigger-definition',
    about: 'disabled by hand; another condition',
    lines: {
      history: c.add(touched, c.trigger('users', 'guarded')),
      production: c.add(
        c.trigger('posts', 'touched', { enabled: 'disabled' }),
        c.trigger('users', 'guarded', { condition: '(new.nick IS NULL)', columns: ['nick'] }),
      ),
    },
    finds: [
      'warning trigger-definition trigger touched production',
      'warning trigger-definition trigger guarded production',
    ],
  },
  { rule: 'trigger-definition', about: 'the same trigger', lines: everywhere(touched), finds: [] },
]
