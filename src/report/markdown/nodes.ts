import type {
  BlockContent,
  InlineCode,
  Link,
  List,
  ListItem,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { clip, spans, visible } from '../prose.ts'

/** Our own words; never text from outside, which is `code` or `prose`. */
export function words(value: string): PhrasingContent {
  return { type: 'text', value }
}

/**
 * A name or a value as inline code, clipped to `length` characters: nothing in it is markup, a mention or a
 * reference. A backslash before a pipe would end a table's cell in GitHub's parser, so that pipe is spelt out.
 */
export function code(value: string, length = 200): PhrasingContent {
  const shown = clip(visible(value), length).replaceAll('\\|', '\\\\u{7c}')
  return shown.trim() === ''
    ? { type: 'emphasis', children: [words(shown === '' ? 'empty' : 'blank')] }
    : inlineCode(shown)
}

/**
 * A message in the notation of findings, clipped to `length` characters: its quoted parts as code, and so every
 * word that GitHub would make a mention, a reference, an emoji, a formula or a link of.
 */
export function prose(message: string, length = 2000): PhrasingContent[] {
  const nodes = spans(clip(message, length)).flatMap((span) =>
    span.kind === 'code' ? [code(span.value, length)] : harmless(span.value),
  )
  // Side by side the backticks of two codes would be one fence.
  return nodes.flatMap((node, index) => {
    const follows = node.type === 'inlineCode' && nodes[index - 1]?.type === 'inlineCode'
    return follows ? [words(' '), node] : [node]
  })
}

export function strong(...children: PhrasingContent[]): PhrasingContent {
  return { type: 'strong', children }
}

/** A link of ours, or its text alone where there is no URL. */
export function link(url: string | null, ...children: (InlineCode | PhrasingContent)[]): PhrasingContent[] {
  if (url === null) return children
  return [{ type: 'link', url, children: children as Link['children'] }]
}

export const lineBreak: PhrasingContent = { type: 'html', value: '<br>' }

/** Small print. */
export function small(...children: PhrasingContent[]): PhrasingContent[] {
  return [{ type: 'html', value: '<sub>' }, ...children, { type: 'html', value: '</sub>' }]
}

export function paragraph(...children: PhrasingContent[]): BlockContent {
  return { type: 'paragraph', children }
}

export function heading(depth: 2 | 3 | 4, ...children: PhrasingContent[]): BlockContent {
  return { type: 'heading', depth, children }
}

export function list(items: readonly (readonly BlockContent[])[], ordered = false): List {
  const children = items.map((item): ListItem => ({ type: 'listItem', spread: false, children: [...item] }))
  return { type: 'list', ordered, spread: false, children }
}

/** A table; the first row is its head. */
export function table(align: Table['align'], rows: readonly (readonly PhrasingContent[])[][]): Table {
  return {
    type: 'table',
    align: align ?? null,
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((children) => ({ type: 'tableCell', children: [...children] })),
    })),
  }
}

/** What opens on a click. The summary is our own words: it is HTML, where nothing else may come. */
export function details(summary: string, ...children: BlockContent[]): BlockContent[] {
  return [
    { type: 'html', value: `<details>\n<summary>${summary}</summary>` },
    ...children,
    { type: 'html', value: '</details>' },
  ]
}

/** Joins lists of words with a separator of ours. */
export function join(separator: string, parts: readonly (readonly PhrasingContent[])[]): PhrasingContent[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [words(separator), ...part]))
}

/** GitHub's markdown of a tree. */
export function render(children: readonly RootContent[]): string {
  return toMarkdown(
    { type: 'root', children: [...children] },
    {
      bullet: '-',
      emphasis: '_',
      rule: '-',
      fences: true,
      extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    },
  )
}

function inlineCode(value: string): InlineCode {
  return { type: 'inlineCode', value }
}

/** What makes more than a word of a word, to GitHub (https://docs.github.com/get-started/writing-on-github) or beside code. */
const special = /[@#$`]|:\/\/|www\.|:[\w+-]+:|[A-Z][\w]*-\d|[\da-f]{7,}/i

function harmless(text: string): PhrasingContent[] {
  return text
    .split(/(\s+)/)
    .reduce<{ code: boolean; value: string }[]>((runs, word) => {
      const isCode = special.test(word)
      const last = runs.at(-1)
      if (last !== undefined && last.code === isCode && !isCode) last.value += word
      else runs.push({ code: isCode, value: word })
      return runs
    }, [])
    .filter((run) => run.value !== '')
    .map((run) => (run.code ? code(run.value) : words(run.value)))
}
