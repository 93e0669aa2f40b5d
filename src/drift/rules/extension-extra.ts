import { presenceRule } from '../presence.ts'

export const extensionExtra = presenceRule({
  id: 'extension-extra',
  kinds: ['extension'],
  side: 'extra',
  noun: 'extension',
  circumstance: () => 'default',
  consequence: () =>
    'Nothing fails. A database made by the migrations lacks it, so what comes to depend on it works in production alone.',
})
