import type { Attribute, Block, Expression, Field } from './syntax.ts'

/** The fields of a model, view or type, or the values of an enum, in the order of the file. */
export function fieldsOf(block: Block): readonly Field[] {
  return block.members.filter((member) => member.kind === 'field')
}

/** The `@@` attributes of a block, in the order of the file. */
export function blockAttributes(block: Block): readonly Attribute[] {
  return block.members.flatMap((member) => (member.kind === 'attribute' ? [member.attribute] : []))
}

/** The first attribute of that name, without its `@`. */
export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | null {
  return attributes.find((attribute) => attribute.name === name) ?? null
}

/** The value of a property of a datasource or generator; null without one. */
export function propertyValue(block: Block, name: string): Expression | null {
  const found = block.members.find((member) => member.kind === 'property' && member.name.text === name)
  return found?.kind === 'property' ? found.value : null
}

/** The value of a named argument, or of the first one without a name where `name` may be left out. */
export function argumentValue(attribute: Attribute, name: string, first = false): Expression | null {
  const named = attribute.args.find((argument) => argument.name?.text === name)
  const found = named ?? (first ? attribute.args.find((argument) => argument.name === null) : undefined)
  return found?.value ?? null
}

/** The text of a string literal; null for anything else. */
export function stringOf(expression: Expression | null | undefined): string | null {
  return expression?.kind === 'string' ? expression.value : null
}

/** The strings of `["a", "b"]`, or of `"a"` alone. */
export function stringsOf(expression: Expression | null | undefined): readonly string[] {
  const items = expression?.kind === 'array' ? expression.items : expression ? [expression] : []
  return items.flatMap((item) => stringOf(item) ?? [])
}

/** The names of `[a, b(sort: Desc)]`. */
export function namesOf(expression: Expression | null | undefined): readonly string[] {
  const items = expression?.kind === 'array' ? expression.items : expression ? [expression] : []
  return items.flatMap((item) =>
    item.kind === 'word' ? [item.text] : item.kind === 'call' ? [item.name] : [],
  )
}
