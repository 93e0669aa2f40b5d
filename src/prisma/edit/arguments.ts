import type { Argument, Attribute } from '../psl/syntax.ts'
import { sameCode } from './attributes.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** The arguments that an attribute is to have, in order; the first may be written without its name. */
export type WantedArguments = ReadonlyMap<string, string>

/**
 * Makes an attribute have these arguments. Those that say it already stay as they are written.
 * @param first the name of the argument that may be written without
 * @param keep may an argument stay that is not wanted?
 */
export function alignArguments(
  { file, text }: Pick<OutlineBlock, 'file' | 'text'>,
  attribute: Attribute,
  wanted: WantedArguments,
  first: string,
  keep: (name: string, value: string) => boolean,
): readonly TextEdit[] {
  const { args, inside } = attribute
  const nameOf = ({ name }: Argument) => name?.text ?? first
  const textOf = ({ value }: Argument) => text.slice(value.start, value.end)
  const staying = args.filter((each) => wanted.has(nameOf(each)) || keep(nameOf(each), textOf(each)))
  const known = new Set(args.map(nameOf))
  const missing = [...wanted].filter(([name]) => !known.has(name)).map(([name, value]) => `${name}: ${value}`)
  if (inside === null || staying.length === 0) {
    const code = [...wanted].map(([name, value]) => (name === first ? value : `${name}: ${value}`)).join(', ')
    if (inside === null) {
      const { end } = attribute
      return code === '' ? [] : [{ file, start: end, end, text: `(${code})` }]
    }
    if (args.length === 0 && code === '') return []
    if (code === '') return [{ file, start: inside.start - 1, end: inside.end + 1, text: '' }]
    return [{ file, ...span(inside), text: code }]
  }
  const end = staying.at(-1)?.end ?? inside.end
  return [
    ...staying.flatMap((each) => {
      const value = wanted.get(nameOf(each))
      if (value === undefined || sameCode(value, textOf(each))) return []
      return [{ file, ...span(each.value), text: value }]
    }),
    ...args.flatMap((each, at) => {
      if (staying.includes(each)) return []
      const [previous, next] = [args[at - 1], args[at + 1]]
      if (previous) return [{ file, start: previous.end, end: each.end, text: '' }]
      return [{ file, start: each.start, end: next?.start ?? each.end, text: '' }]
    }),
    ...(missing.length > 0 ? [{ file, start: end, end, text: `, ${missing.join(', ')}` }] : []),
  ]
}

function span({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end }
}
