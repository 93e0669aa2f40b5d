import { createScriptReader, type OpenEnd, type ScriptPiece } from '../postgres/sql/script-reader.ts'
import { createDatabaseWatch } from './databases.ts'
import { createDecoder } from './encoding.ts'
import { ScriptError } from './script-error.ts'
import { type CopyBlock, createSession, type SessionContext } from './session.ts'

export interface LoadContext extends SessionContext {
  /** Does pg_dump or pg_restore write the script now? Then it must have its first and last lines. */
  readonly isGenerated: boolean
  /** Told of each COPY as it begins. */
  onCopy(statement: string): void
}

export interface Loaded {
  readonly statements: number
  /** How many COPY blocks, and rows in them. */
  readonly blocks: number
  readonly rows: number
}

/** pg_dump and pg_dumpall write the one before all else, and the other after it. */
const beginning = /^-- PostgreSQL database (?:cluster )?dump$/
const ending = /^-- PostgreSQL database (?:cluster )?dump complete$/

/** psql's own commands without which the rest means the same. */
const harmless = new Set([
  'restrict',
  'unrestrict',
  'set',
  'unset',
  'echo',
  'qecho',
  'warn',
  'pset',
  'timing',
])

/**
 * Runs a script as psql does, in flat memory, but for what rules.ts leaves out.
 * @throws ScriptError, CommandError, and whatever the source throws.
 */
export async function loadScript(source: AsyncIterable<Buffer>, context: LoadContext): Promise<Loaded> {
  const session = createSession(context)
  const reader = createScriptReader()
  const decoder = createDecoder()
  const databases = createDatabaseWatch()
  let begun = false
  let unfinished = 0
  let copy: CopyBlock | null = null
  let statements = 0
  let blocks = 0
  let rows = 0

  const takeMeta = async (text: string, line: number) => {
    const command = /^\\([a-z]+|.?)/i.exec(text)?.[1] ?? ''
    if (command === 'connect' || command === 'c') {
      databases.connect(text)
      await session.reset()
    } else if (command === 'encoding') decoder.use(text.slice('\\encoding'.length).trim(), line)
    else if (!harmless.has(command))
      throw new ScriptError('unsupported', `it uses psql’s \\${command}, which only psql can do`, line)
  }

  const takeStatement = async (text: string, line: number) => {
    // Our connection speaks UTF-8 throughout: the text is converted on this side.
    if (decoder.takeSetting(text, line)) return
    databases.take(text, line)
    statements++
    await session.run({ text, line })
  }

  const take = async (piece: ScriptPiece) => {
    switch (piece.kind) {
      case 'comment':
        if (beginning.test(piece.text)) {
          unfinished++
          begun = true
        } else if (ending.test(piece.text)) unfinished--
        return
      case 'meta':
        return takeMeta(piece.text, piece.line)
      case 'statement':
        return takeStatement(decoder.decode(piece.text, piece.line), piece.line)
      case 'copy': {
        const text = decoder.copyStatement(decoder.decode(piece.text, piece.line))
        databases.take(text, piece.line)
        context.onCopy(text)
        copy = await session.startCopy({ text, line: piece.line })
        blocks++
        return
      }
      case 'data':
        return copy?.write(piece.bytes)
      case 'data-end':
        rows += (await copy?.end()) ?? 0
        copy = null
    }
  }

  try {
    for await (const chunk of source) for (const piece of reader.push(chunk)) await take(piece)
    const { pieces, open } = collect(reader.end())
    if (open === 'data' || open === 'quote' || (open === 'statement' && unfinished > 0))
      throw new ScriptError('truncated', `it ends inside ${openNames[open]}`, reader.line)
    for (const piece of pieces) await take(piece)
    await session.flush()
  } catch (error) {
    await abandon(copy)
    throw error
  }
  if (unfinished > 0 || (context.isGenerated && !begun))
    throw new ScriptError(
      'truncated',
      'the line «PostgreSQL database dump complete», with which it must end, is missing',
      null,
    )
  return { statements, blocks, rows }
}

const openNames = {
  data: 'the rows of a COPY',
  quote: 'a quote or a comment',
  statement: 'a statement',
} as const

async function abandon(copy: CopyBlock | null): Promise<void> {
  await copy?.abandon()
}

function collect(rest: Generator<ScriptPiece, OpenEnd>): { pieces: readonly ScriptPiece[]; open: OpenEnd } {
  const pieces: ScriptPiece[] = []
  for (let next = rest.next(); ; next = rest.next()) {
    if (next.done) return { pieces, open: next.value }
    pieces.push(next.value)
  }
}
