/** HTML that is safe to put into a page. Made by `html` alone. */
export interface Html {
  readonly safe: string
}

type Hole = Html | string | number | null | readonly (Html | null)[]

/**
 * A template of HTML in which every text is escaped, for use between tags and in quoted attributes. Only what
 * another `html` made stays as it is.
 */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return { safe: strings.reduce((all, string, index) => `${all}${fill(holes[index - 1] ?? null)}${string}`) }
}

function fill(hole: Hole): string {
  if (hole === null) return ''
  if (typeof hole === 'string')
    return hole.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  if (typeof hole === 'number') return String(hole)
  return 'safe' in hole ? hole.safe : hole.map(fill).join('')
}
