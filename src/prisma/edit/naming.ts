import { fieldsOf } from '../psl/query.ts'
import { columnOf, type Outline, type OutlineBlock } from './outline.ts'

/** How this schema names what it maps: what a person here would call a new field or model. */
export interface Naming {
  /** The name of the field for a column of this model. */
  readonly field: (model: OutlineBlock | null, column: string) => string
  /** The name of the model or enum for a table or type. */
  readonly block: (object: string) => string
}

/** Learns from the names that are mapped already, of the model first and of the whole schema then. */
export function namingOf({ blocks }: Outline): Naming {
  const models = blocks.filter(({ block }) => block.keyword.text === 'model')
  const everyField = models.some(mapsToCamelCase)
  const named = blocks.filter(({ block }) => /^(?:model|enum|view)$/.test(block.keyword.text))
  const mapped = named.filter(({ block, object }) => block.name.text !== object)
  const isPascal =
    mapped.length * 2 > named.length && mapped.every(({ block }) => /^[A-Z]/.test(block.name.text))
  const plurals = mapped.filter(({ block, object }) => pascalCase(object) === block.name.text)
  const isSingular = plurals.length * 2 < mapped.length
  return {
    field: (model, column) => {
      const camel = model && hasLongColumns(model) ? mapsToCamelCase(model) : everyField
      return camel ? camelCase(column) : column
    },
    block: (object) => (isPascal ? pascalCase(isSingular ? singular(object) : object) : object),
  }
}

function longColumns({ block }: OutlineBlock) {
  return fieldsOf(block).filter((field) => columnOf(field).includes('_'))
}

function hasLongColumns(model: OutlineBlock): boolean {
  return longColumns(model).length > 0
}

function mapsToCamelCase(model: OutlineBlock): boolean {
  const columns = longColumns(model)
  return columns.filter((field) => field.name.text === camelCase(columnOf(field))).length * 2 > columns.length
}

function camelCase(name: string): string {
  return name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function pascalCase(name: string): string {
  const camel = camelCase(name)
  return camel.charAt(0).toUpperCase() + camel.slice(1)
}

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  if (/(?:s|x|z|ch|sh)es$/.test(name)) return name.slice(0, -2)
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name
}
