import { createHash } from 'node:crypto'
import { type ObjectId, objectKey } from '../model/object.ts'
import type { RuleId } from './severity.ts'

/**
 * Names a finding across runs: 12 hex digits of the sha256 of its rule and its object's identity (kind, schema,
 * table and name). There is one finding an object and rule, so this is all that tells findings apart. Values,
 * lines, causes and severities stay out: a finding that a baseline accepts is the same one after the schema file
 * was moved about, or after a migration made its cause another.
 */
export function fingerprintOf(rule: RuleId, object: ObjectId): string {
  return createHash('sha256')
    .update(`${rule}\n${objectKey(object)}`)
    .digest('hex')
    .slice(0, 12)
}
