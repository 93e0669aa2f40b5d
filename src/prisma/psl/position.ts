import type { Location } from '../../model/finding.ts'

/**
 * Turns offsets of a file into places of it; lines end with LF, CRLF or CR.
 * @returns for an offset in UTF-16 code units: the line and the column, both from 1, the column in code units.
 */
export function locator(
  file: string,
  text: string,
): (offset: number) => Location & { readonly column: number } {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)]
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}
