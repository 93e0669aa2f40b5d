/** What is given in place of a dump by mistake. */
export interface Foreign {
  /** Completes «it looks like …». */
  readonly looksLike: string
  /** What to do: a whole sentence. */
  readonly next: string
}

const decompress = 'Decompress it first; gzip and zstd are read as they are.'
const decrypt = 'Decrypt it in a step before the check, and give the result.'
const postgres = 'Give a dump of the PostgreSQL database: pg_dump.'
const utf16 = 'Make it with pg_dump --file=dump.sql: the shell’s > has changed its encoding.'

type Row<T> = readonly [mark: T, looksLike: string, next: string]

/** First bytes, in hex; `..` stands for any. */
const binary: readonly Row<string>[] = [
  ['fffe', 'text in UTF-16', utf16],
  ['feff', 'text in UTF-16', utf16],
  ['425a68', 'a bzip2 file', decompress],
  ['fd377a585a00', 'an xz file', decompress],
  ['04224d18', 'an lz4 file', decompress],
  ['504b0304', 'a zip file', decompress],
  ['377abcaf271c', 'a 7-Zip file', decompress],
  ['8c0d04', 'a file encrypted with OpenPGP', decrypt],
  ['c30d04', 'a file encrypted with OpenPGP', decrypt],
  ['84..03', 'a file encrypted with OpenPGP', decrypt],
  ['85....03', 'a file encrypted with OpenPGP', decrypt],
  ['c1....03', 'a file encrypted with OpenPGP', decrypt],
]

const textual: readonly Row<RegExp>[] = [
  [/^-----BEGIN PGP /, 'a file encrypted with OpenPGP', decrypt],
  [/^(?:age-encryption\.org|-----BEGIN AGE )/, 'a file encrypted with age', decrypt],
  [/^Salted__/, 'a file encrypted with openssl', decrypt],
  [/^\$ANSIBLE_VAULT/, 'a file encrypted with Ansible Vault', decrypt],
  [
    /^version https:\/\/git-lfs\.github\.com\//,
    'a Git LFS pointer, not the file it stands for',
    'Fetch the file: `lfs: true` at actions/checkout, or git lfs pull.',
  ],
  [/^(?:SQLite format 3|PRAGMA foreign_keys)/, 'an SQLite database', postgres],
  [/^(?:\/\*M?!.*\s+)?-- (?:MySQL|MariaDB|phpMyAdmin)|^\/\*M?!\d{5}/, 'a dump of MySQL or MariaDB', postgres],
  [
    /^\s*(?:<!doctype html|<html)/i,
    'a web page, such as a login or an error page',
    'See that the address gives the file itself, and that a token for it has not expired.',
  ],
  [
    /^\s*<(?:\?xml|Error>)/,
    'XML, such as the error of an object store',
    'See that the address gives the file itself, and that it has not expired.',
  ],
  [/^\s*[{[]\s*["{\]}]/, 'JSON', 'Give a dump: pg_dump --format=custom.'],
  [
    /^(?:pg_dump|pg_dumpall|psql|pg_restore): /,
    'the messages of a PostgreSQL program, not what it makes',
    'See why that program failed, and give what it writes to standard output.',
  ],
]

/** Knows what a file is that is no dump of PostgreSQL, from its first bytes; null for one it does not know. */
export function foreign(head: Buffer): Foreign | null {
  if (head.length === 0) {
    return {
      looksLike: 'an empty file',
      next: 'See whether the step that makes the dump failed, for want of rights or room.',
    }
  }
  const text = head.toString('latin1', 0, 4096).replace(/^\xef\xbb\xbf/, '')
  const row = binary.find(([mark]) => beginsWith(head, mark)) ?? textual.find(([mark]) => mark.test(text))
  return row === undefined ? null : { looksLike: row[1], next: row[2] }
}

function beginsWith(head: Buffer, mark: string): boolean {
  const hex = head.toString('hex', 0, mark.length / 2)
  return (
    hex.length === mark.length && [...mark].every((digit, index) => digit === '.' || digit === hex[index])
  )
}
