import type { ObjectKind } from '../../src/model/object.ts'

const kinds: Readonly<Record<ObjectKind, true>> = {
  schema: true,
  extension: true,
  migration: true,
  file: true,
  table: true,
  view: true,
  'materialized-view': true,
  enum: true,
  domain: true,
  composite: true,
  range: true,
  collation: true,
  sequence: true,
  function: true,
  column: true,
  index: true,
  'primary-key': true,
  unique: true,
  'foreign-key': true,
  check: true,
  exclusion: true,
  trigger: true,
  policy: true,
}

/** Every kind of object that there is. */
export const objectKinds = Object.keys(kinds)
