import { words } from '../postgres/sql/head.ts'
import { type ArchiveHeader, readArchiveHeader } from './archive-header.ts'
import { type Compression, compressionOf } from './compression.ts'
import { parseDumpVersion } from './dump.ts'
import { foreign } from './foreign.ts'

/** What a file holds, told from its first bytes. */
export type Content =
  | { readonly kind: 'compressed'; readonly by: Compression }
  | { readonly kind: 'custom' | 'tar'; readonly version: string | null; readonly major: number | null }
  | { readonly kind: 'plain'; readonly version: string | null; readonly major: number | null }
  /** A tar around something that is to be looked at in turn. */
  | { readonly kind: 'wrapper' }
  /** `looksLike` completes «it looks like …»; `next` says what to do. */
  | { readonly kind: 'unrecognised'; readonly looksLike: string; readonly next: string }

/** How many of the first bytes `recognise` wants. */
export const headLength = 64 * 1024

/**
 * Tells what a file is from its content alone.
 * @param head its first `headLength` bytes, or all of them.
 */
export function recognise(head: Buffer): Content {
  const compression = compressionOf(head)
  if (compression !== null) return { kind: 'compressed', by: compression }
  const archive = readArchiveHeader(head)
  if (archive !== null) return archiveContent(archive)
  if (head.toString('latin1', 257, 262) === 'ustar') return tarContent(head)
  const other = foreign(head)
  return other === null ? textContent(head) : { kind: 'unrecognised', ...other }
}

function archiveContent({ isCustom, version, major }: ArchiveHeader): Content {
  if (isCustom) return { kind: 'custom', version, major }
  return unrecognised(
    'the table of contents of a directory dump, without its data',
    'Give the folder itself that pg_dump --format=directory has written.',
  )
}

const tarBlock = 512

/**
 * pg_dump's own tar begins with toc.dat, owned by nobody real. A directory dump in a tar looks the same but for
 * that; its files may be compressed, so that it must be unpacked.
 * https://github.com/postgres/postgres/blob/master/src/port/tar.c (tarCreateHeader)
 */
function tarContent(head: Buffer): Content {
  const octal = (at: number) => Number.parseInt(head.toString('latin1', at, at + 8), 8)
  const isToc = head.toString('latin1', 0, 8) === 'toc.dat\0'
  const header = isToc ? readArchiveHeader(head.subarray(tarBlock)) : null
  return header !== null && octal(108) === 0o4000 && octal(116) === 0o2000
    ? { kind: 'tar', version: header.version, major: header.major }
    : { kind: 'wrapper' }
}

const commands = new Set(
  `abort alter analyze begin call checkpoint close cluster comment commit copy create deallocate declare delete
  discard do drop end execute explain fetch grant import insert listen load lock merge move notify prepare
  reassign refresh reindex release reset revoke rollback savepoint security select set show start table truncate
  unlisten update vacuum values with`.split(/\s+/),
)

function textContent(head: Buffer): Content {
  if (head.includes(0))
    return unrecognised('binary data of an unknown kind', 'Give what pg_dump has written, unchanged.')
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  const [first] = words(text)
  if (first === undefined)
    return unrecognised('comments without any SQL', 'See whether the file is whole: a dump holds statements.')
  const isSql =
    first.kind === 'backslash' || first.kind === 'semicolon' || commands.has(first.text.toLowerCase())
  if (!isSql) return unrecognised('text that is not SQL', 'Give what pg_dump has written, unchanged.')
  return { kind: 'plain', ...parseDumpVersion(/^-- Dumped from database version (.*)/m.exec(text)?.[1]) }
}

function unrecognised(looksLike: string, next: string): Content {
  return { kind: 'unrecognised', looksLike, next }
}
