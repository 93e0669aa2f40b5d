import type { Family } from '../family.ts'
import { columns } from './columns.ts'
import { enums } from './enums.ts'
import { extensions } from './extensions.ts'
import { foreignKeys } from './foreign-keys.ts'
import { indexes } from './indexes.ts'
import { schemas } from './schemas.ts'
import { tables } from './tables.ts'

/** Every family that is compared. A new one is a file beside this and a line here. */
export const families: readonly Family[] = [schemas, extensions, tables, columns, enums, indexes, foreignKeys]
