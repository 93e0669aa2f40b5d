import type { Catalog } from '../model/catalog.ts'
import { align } from './align.ts'
import { identical } from './value.ts'

/** How far two databases are apart: how many objects only one of them has, or both have differently. */
export function distance(a: Catalog, b: Catalog): number {
  const pairs = align({ production: a, applied: b, history: null, deployed: null, schema: null })
  return pairs.filter(({ lines: { production, applied } }) => {
    return !production || !applied || !identical(production, applied)
  }).length
}
