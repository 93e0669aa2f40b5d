import type { CatalogObject } from '../../model/catalog.ts'
import { told } from './attributes.ts'
import { counterOf, identityClause } from './counter.ts'
import { ident } from './names.ts'
import { defaultText, typeName, unqualified } from './text.ts'

const serials: Readonly<Record<string, string>> = {
  smallint: 'SMALLSERIAL',
  integer: 'SERIAL',
  bigint: 'BIGSERIAL',
}

/** Is it made with a sequence of its own, as SERIAL makes one? */
export function isSerial(column: CatalogObject): boolean {
  const counter = counterOf(column)
  return counter.kind === 'serial' && counter.options === '' && (told(column).text('type') ?? '') in serials
}

/** A column as CREATE TABLE and ADD COLUMN have it: `"email" TEXT NOT NULL DEFAULT 'none'`. */
export function columnDefinition(column: CatalogObject, home: string): string {
  const type = told(column).text('type') ?? 'text'
  const collation = told(column).text('collation')
  const name = isSerial(column) ? (serials[type] ?? '') : typeName(type, home)
  const collate = collation === null ? [] : [`COLLATE ${unqualified(collation, home)}`]
  return [ident(column.id.name), name, ...collate, ...columnConstraints(column, home)].join(' ')
}

/** What stands behind a column's type: `NOT NULL DEFAULT 1`. */
export function columnConstraints(column: CatalogObject, home: string): readonly string[] {
  const { text } = told(column)
  const counter = counterOf(column)
  const [value, generated] = [text('default'), text('generated')]
  return [
    ...(column.attributes.nullable === false ? ['NOT NULL'] : []),
    ...(value === null || isSerial(column)
      ? []
      : [`DEFAULT ${defaultText(value, text('type') ?? 'text', home)}`]),
    ...(counter.kind === 'identity' ? [identityClause(counter)] : []),
    ...(generated === null
      ? []
      : [
          `GENERATED ALWAYS AS (${unqualified(generated, home)}) ${(text('generatedKind') ?? 'stored').toUpperCase()}`,
        ]),
  ]
}
