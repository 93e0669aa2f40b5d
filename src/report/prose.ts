/** A stretch of a message: plain words, or a name or value that belongs in code. */
export interface Span {
  readonly kind: 'text' | 'code'
  readonly value: string
}

/**
 * Makes every character of a text visible and keeps it on one line, so that no name can hide, reorder or
 * break what stands around it: line breaks become ↵, control, format, bidirectional and default-ignorable
 * characters (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point) become `\u{…}`.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n|[\n\r\p{Zl}\p{Zp}]/gu, '↵')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, codePoint)
}

/** As `visible`, for a block of several lines: keeps its line breaks and tabs. */
export function visibleLines(text: string): string[] {
  return text.split(/\r\n|[\n\r]/).map((line) => line.split('\t').map(visible).join('\t'))
}

/** The first `length` characters (code points) of a text, with `…` in place of the last where it was longer. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  const characters = [...text]
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`
}

/**
 * Takes a finding's or a failure's message apart: what stands in `backticks`, and what stands in double quotes
 * (a JSON string) because it holds a backtick itself, is code; the rest is text. Every value is visible.
 */
export function spans(message: string): Span[] {
  const result: Span[] = []
  let from = 0
  for (const match of message.matchAll(/`([^`]+)`|"((?:[^"\\`]|\\.)*`(?:[^"\\]|\\.)*)"/g)) {
    push(result, 'text', message.slice(from, match.index))
    push(result, 'code', match[1] ?? match[2] ?? '')
    from = match.index + match[0].length
  }
  push(result, 'text', message.slice(from))
  return result
}

/** A name in the notation of messages: in backticks, or in double quotes where it holds one. */
export function quoted(name: string): string {
  return name.includes('`') ? `"${name}"` : `\`${name}\``
}

function push(result: Span[], kind: Span['kind'], value: string): void {
  if (value !== '') result.push({ kind, value: visible(value) })
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
