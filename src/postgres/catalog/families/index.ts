import type { Family } from '../family.ts'
import { checks } from './checks.ts'
import { collations } from './collations.ts'
import { columns } from './columns.ts'
import { composites } from './composites.ts'
import { domains } from './domains.ts'
import { enums } from './enums.ts'
import { exclusions } from './exclusions.ts'
import { extensions } from './extensions.ts'
import { foreignKeys } from './foreign-keys.ts'
import { functions } from './functions.ts'
import { indexes } from './indexes.ts'
import { policies } from './policies.ts'
import { ranges } from './ranges.ts'
import { schemas } from './schemas.ts'
import { sequences } from './sequences.ts'
import { tables } from './tables.ts'
import { triggers } from './triggers.ts'
import { views } from './views.ts'

/** Every family that is compared. A new one is a file beside this and a line here. */
export const families: readonly Family[] = [
  schemas,
  extensions,
  tables,
  columns,
  enums,
  indexes,
  foreignKeys,
  checks,
  exclusions,
  domains,
  composites,
  ranges,
  sequences,
  collations,
  policies,
  views,
  functions,
  triggers,
]
