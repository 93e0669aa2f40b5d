/** Writes docs/report.schema.json from src/report/schema.ts. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportJsonSchema } from '../src/report/schema.ts'

await writeFile(join(import.meta.dirname, '../docs/report.schema.json'), reportJsonSchema())
