import { isDeclaration } from '../views.ts'
import type { Traits } from './traits.ts'

/** A view, materialized or not: schema.prisma can say that it is there, and nothing of its query. */
export const viewTraits = (family: 'view' | 'materialized-view'): Traits => ({
  family,
  signatures: [],
  declarable: isDeclaration,
  expressible: { definition: 'silent', columns: 'silent', options: 'silent' },
})
