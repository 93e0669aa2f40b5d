/** A model, view, enum or composite type of a schema. */
export interface Block {
  readonly keyword: string
  readonly name: string
  /** The name in the database: `@@map`, else the block's own. */
  readonly databaseName: string
  /** The Postgres schema that `@@schema` names; null without one. */
  readonly schema: string | null
  /** Its lines in one way of writing: no comments, no spacing, attributes sorted. Sorted. */
  readonly lines: readonly string[]
}

/** The blocks of schema files that stand for something in the database, by name. */
export function readBlocks(files: readonly { readonly content: string }[]): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>()
  for (const { content } of files) {
    let open: { keyword: string; name: string; lines: string[] } | null = null
    for (const line of logicalLines(content)) {
      const [, keyword, name] = /^(\w+) (\w+) ?\{$/.exec(line) ?? []
      if (!open && keyword && name) open = { keyword, name, lines: [] }
      else if (open && line === '}') {
        if (/^(model|view|enum|type)$/.test(open.keyword)) blocks.set(open.name, closeBlock(open))
        open = null
      } else if (open) open.lines.push(canonicalLine(line))
    }
  }
  return blocks
}

function closeBlock({ keyword, name, lines }: { keyword: string; name: string; lines: string[] }): Block {
  const argument = (attribute: string): string | null => {
    const value = lines
      .map((line) => new RegExp(`^@@${attribute}\\((?:name:)?(".*")\\)$`).exec(line)?.[1])
      .find(Boolean)
    return value ? unquote(value) : null
  }
  return {
    keyword,
    name,
    databaseName: argument('map') ?? name,
    schema: argument('schema'),
    lines: lines.sort(),
  }
}

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, '$1')
}

/** Splits at strings, which the odd parts are. */
const string = /("(?:[^"\\]|\\.)*")/

/** Without comments and empty lines, each on one line with single spaces; what brackets hold open is joined. */
function* logicalLines(content: string): Generator<string> {
  let joined = ''
  for (const raw of content.split('\n')) {
    const line = withoutComment(raw)
    joined = `${joined} ${line}`.trim()
    if (joined !== '' && depth(joined) <= 0) {
      yield joined
      joined = ''
    }
  }
}

function withoutComment(line: string): string {
  let kept = ''
  for (const [i, part] of line.split(string).entries()) {
    const comment = i % 2 === 0 ? part.indexOf('//') : -1
    if (comment >= 0) return `${kept}${part.slice(0, comment)}`.trim()
    kept += i % 2 === 0 ? part.replace(/\s+/g, ' ') : part
  }
  return kept.trim()
}

function depth(line: string): number {
  const code = line.replace(new RegExp(string, 'g'), '')
  return (code.match(/[([]/g)?.length ?? 0) - (code.match(/[)\]]/g)?.length ?? 0)
}

/** `email String @unique @db.Text`: name and type, then the attributes sorted, no spaces inside. */
function canonicalLine(line: string): string {
  const bare = line
    .split(string)
    .map((part, i) => (i % 2 === 0 ? part.replace(/\s*([(),:[\]])\s*/g, '$1') : part))
    .join('')
  const [head = '', ...attributes] = splitAttributes(bare)
  return [head, ...attributes.sort()].filter(Boolean).join(' ')
}

function splitAttributes(line: string): string[] {
  const parts = ['']
  for (const [i, part] of line.split(string).entries()) {
    const [first = '', ...others] = i % 2 === 0 ? part.split(/(?<!@)(?=@)/) : [part]
    parts[parts.length - 1] += first
    parts.push(...others)
  }
  return parts.map((part) => part.trim())
}
