import { findAttribute } from '../psl/query.ts'
import type { Attribute, Expression, Field } from '../psl/syntax.ts'
import { attributeText, isNative } from './attributes.ts'
import type { PlacedField } from './relation-pairs.ts'
import type { Words } from './words.ts'

/** What the client makes where the database has no default: https://www.prisma.io/docs/orm/reference/prisma-schema-reference#default */
const madeByClient = /^(?:cuid|uuid|ulid|nanoid)$/

/**
 * The `@default` that a field is to have: the database's, or the one that the client goes on to fill in.
 * @returns null for none
 */
export function wantedDefault(own: PlacedField, pulled: PlacedField, words: Words): string | null {
  const wanted = findAttribute(pulled.field.attributes, 'default')
  const existing = findAttribute(own.field.attributes, 'default')
  const isMade = (found: Attribute | null) => {
    const value = found?.args[0]?.value
    return value?.kind === 'call' && madeByClient.test(value.name)
  }
  if (wanted && !isMade(wanted)) return words.attribute(pulled.model, pulled.field, wanted)
  const { type } = pulled.field
  if (!existing || !isMade(existing) || type?.name !== 'String' || type.list) return null
  return defaultFits(existing, own.field, pulled.field)
    ? attributeText(own.model, existing)
    : '@default(uuid())'
}

/** Can this default, which was one of `own`, be one of a field of the type of `pulled`? */
export function defaultFits({ args: [argument] }: Attribute, own: Field, pulled: Field): boolean {
  return argument !== undefined && fits(argument.value, own, pulled)
}

function fits(value: Expression, own: Field, pulled: Field): boolean {
  const { type } = pulled
  if (!type) return true
  if (value.kind === 'array') return type.list && value.items.every((item) => fitsOne(item, own, pulled))
  return (!type.list || isRaw(value)) && fitsOne(value, own, pulled)
}

function fitsOne(value: Expression, own: Field, { type, attributes }: Field): boolean {
  const name = type?.name ?? ''
  const isUuid = attributes.some((attribute) => isNative(attribute.name) && attribute.name.endsWith('.Uuid'))
  if (isRaw(value)) return true
  if (value.kind === 'call') {
    if (madeByClient.test(value.name)) return name === 'String' && (!isUuid || value.name === 'uuid')
    return (callTypes[value.name] ?? []).includes(name)
  }
  if (value.kind === 'string') return name === own.type?.name ? !isUuid : name === 'String' && !isUuid
  const word = value.kind === 'word' ? value.text : ''
  if (/^-?\d+$/.test(word)) return ['Int', 'BigInt', 'Float', 'Decimal'].includes(name)
  if (/^-?[\d.]+$/.test(word)) return ['Float', 'Decimal'].includes(name)
  return name === (/^(?:true|false)$/.test(word) ? 'Boolean' : own.type?.name)
}

const callTypes: Readonly<Record<string, readonly string[]>> = {
  now: ['DateTime'],
  autoincrement: ['Int', 'BigInt'],
}

function isRaw(value: Expression): boolean {
  return value.kind === 'call' && value.name === 'dbgenerated'
}
