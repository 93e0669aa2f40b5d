import { words } from './head.ts'

/** After these words comes no name but a definition or a value. */
const stops = new Set(
  `add alter as attach begin cascade default disable drop enable for from is owner rename restart returning returns select
  set start to using validate values where with`.split(/\s+/),
)

const maxWords = 12

/**
 * What a statement is about, as in `CREATE INDEX users_email_idx ON public.users` or `INSERT INTO public.users`:
 * its command and the names that follow, never a value or a literal.
 */
export function summarise(statement: string): string {
  let summary = ''
  let count = 0
  let afterDot = true
  for (const { kind, text } of words(statement)) {
    const isDot = kind === 'other' && text === '.'
    const isName = kind === 'word' || kind === 'quoted'
    const stopsHere = kind === 'word' && !afterDot && count > 1 && stops.has(text.toLowerCase())
    if ((!isName && !isDot) || stopsHere || ++count > maxWords) break
    summary += isDot || afterDot ? text : ` ${text}`
    afterDot = isDot
  }
  return summary.length > 200 ? `${summary.slice(0, 199)}…` : summary
}
