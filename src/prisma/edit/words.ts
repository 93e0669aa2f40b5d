import { argumentValue } from '../psl/query.ts'
import type { Attribute, Expression, Field, FieldType } from '../psl/syntax.ts'
import type { Naming } from './naming.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import { applyTextEdits, type TextEdit } from './text-edits.ts'

/** What was pulled, said in the words of the files: by the names that their models, fields and values have or get. */
export interface Words {
  /** The name of the block that was pulled under this one. */
  readonly block: (name: string) => string
  /** The name of a field of this pulled model, or of a value of this pulled enum. */
  readonly member: (pulled: OutlineBlock, name: string) => string
  /** A type, with its `?` or `[]`: a list is never optional. */
  readonly type: (type: FieldType, marks?: Pick<FieldType, 'list' | 'optional'>) => string
  /** An attribute, of this field or of the model. */
  readonly attribute: (pulled: OutlineBlock, field: Field | null, attribute: Attribute) => string
  /** A value of an attribute, of this field or of the model. */
  readonly value: (
    pulled: OutlineBlock,
    field: Field | null,
    attribute: Attribute,
    value: Expression,
  ) => string
}

/** @param added the names of new blocks, by the ones that they were pulled under */
export function wordsOf(
  own: Outline,
  pulled: Outline,
  naming: Naming,
  added: ReadonlyMap<string, string>,
): Words {
  const members = new Map(pulled.blocks.map((block) => [block, memberNames(block, own, naming)]))
  const block = (name: string) => {
    const found = pulled.named(name)
    return (found && twin(own, found)?.block.name.text) ?? added.get(name) ?? name
  }
  const member = (model: OutlineBlock, name: string) => members.get(model)?.get(name) ?? name

  function renames(model: OutlineBlock, field: Field | null, attribute: Attribute): readonly TextEdit[] {
    const typed = field?.type ? pulled.named(field.type.name) : null
    return attribute.args.flatMap(({ name, value }) => {
      const [of, values] =
        attribute.name === 'default'
          ? [typed, value.kind === 'array' ? value.items : [value]]
          : [name?.text === 'references' ? typed : model, value.kind === 'array' ? value.items : []]
      return of ? values.flatMap((each) => renamed(each, (text) => member(of, text))) : []
    })
  }

  const slice = ({ text }: OutlineBlock, from: number, to: number, edits: readonly TextEdit[]) =>
    applyTextEdits(
      text.slice(0, to),
      edits.filter(({ start, end }) => start >= from && end <= to),
    ).slice(from)

  return {
    block,
    member,
    type: (type, { list, optional } = type) => `${block(type.name)}${list ? '[]' : optional ? '?' : ''}`,
    attribute: (model, field, attribute) =>
      slice(model, attribute.start, attribute.end, renames(model, field, attribute)),
    value: (model, field, attribute, value) =>
      slice(model, value.start, value.end, renames(model, field, attribute)),
  }
}

/** The block that stands for the same in the other outline. */
export function twin(outline: Outline, { block, schema, object }: OutlineBlock): OutlineBlock | null {
  return block.keyword.text === 'enum' ? outline.enum(schema, object) : outline.model(schema, object)
}

function memberNames(pulled: OutlineBlock, own: Outline, naming: Naming): ReadonlyMap<string, string> {
  const home = twin(own, pulled)
  const isEnum = pulled.block.keyword.text === 'enum'
  const used = new Set(home?.block.members.flatMap((each) => (each.kind === 'field' ? [each.name.text] : [])))
  const known = home?.columns
  const names = new Map<string, string>()
  // In the default of a list, db pull writes the label of an enum's value.
  const labels = isEnum ? [...pulled.columns].map(([label, { name }]) => [label, name.text] as const) : []
  for (const [name, column] of pulled.columnOf) {
    const existing = known?.get(column)?.name.text
    const wanted = isEnum ? naming.value(home, name) : naming.field(home, name)
    const called = existing ?? freeName([wanted, name], used)
    used.add(called)
    names.set(name, called)
  }
  for (const [label, name] of labels) if (!names.has(label)) names.set(label, names.get(name) ?? name)
  return names
}

/** The first that is not taken; else the last, made longer until it is. */
function freeName(wanted: readonly string[], used: ReadonlySet<string>): string {
  let longer = wanted.at(-1) ?? ''
  while (used.has(longer)) longer += '_'
  return wanted.find((name) => !used.has(name)) ?? longer
}

/** The edits that put another name into a value of an attribute, of no file yet. */
export function renamed(value: Expression, name: (text: string) => string): readonly TextEdit[] {
  const text = value.kind === 'word' ? value.text : value.kind === 'call' ? value.name : null
  if (text === null || name(text) === text) return []
  return [{ file: '', start: value.start, end: value.start + text.length, text: name(text) }]
}

/** The names in an argument of an attribute, as in `fields: [a, b]`. */
export function fieldsArgument(attribute: Attribute): Expression | null {
  return argumentValue(attribute, 'fields', true)
}
