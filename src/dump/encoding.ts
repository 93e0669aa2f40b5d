import { ScriptError } from './script-error.ts'

export interface Decoder {
  /** Takes the encoding by PostgreSQL's name for it. */
  use(name: string, line: number): void
  /** Takes a statement; true when it was `SET client_encoding`, which then must not run. */
  takeSetting(statement: string, line: number): boolean
  /** Turns bytes read as Latin-1 into text. */
  decode(bytes: string, line: number): string
  /** The COPY statement that says in which encoding its rows are. */
  copyStatement(statement: string): string
}

/**
 * Reads the texts of a script in the encoding it says it is in; UTF-8 until it does.
 * Its methods throw a ScriptError for an encoding that is not known here, and for bytes that are no text in it.
 */
export function createDecoder(): Decoder {
  let name = 'UTF8'
  let decoder: ReturnType<typeof textDecoder> | null = textDecoder('utf-8')
  const use = (given: string, line: number) => {
    const label = labels[given.toLowerCase().replace(/[^a-z0-9]/g, '')]
    if (label === undefined)
      throw new ScriptError(
        'unsupported',
        `it is in the encoding ${given}, which is not read here; make it with pg_dump --encoding=UTF8`,
        line,
      )
    name = given
    decoder = label === 'latin1' ? null : textDecoder(label)
  }
  return {
    use,
    takeSetting(statement, line) {
      const given = /^SET\s+client_encoding\s*(?:=|TO)\s*'?([\w-]+)'?\s*;?$/i.exec(statement)?.[1]
      if (given !== undefined) use(given, line)
      return given !== undefined
    },
    decode(bytes, line) {
      if (decoder === null || !/[\x80-\xff]/.test(bytes)) return bytes
      try {
        return decoder.decode(Buffer.from(bytes, 'latin1'))
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        throw new ScriptError('unsupported', `it holds bytes that are no text in its encoding, ${name}`, line)
      }
    },
    copyStatement(statement) {
      if (decoder?.encoding === 'utf-8') return statement
      return statement.replace(/(\bFROM\s+STDIN)\s*;?$/i, `$1 WITH (ENCODING '${name}');`)
    },
  }
}

function textDecoder(label: string) {
  return new TextDecoder(label, { fatal: true, ignoreBOM: true })
}

/** PostgreSQL's names, without punctuation, and the web's. https://www.postgresql.org/docs/current/multibyte.html#CHARSET-TABLE */
const labels: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  unicode: 'utf-8',
  // No encoding at all: whatever the application wrote, by now UTF-8.
  sqlascii: 'utf-8',
  // Every byte is the character of its number; the web's latin1 is windows-1252.
  latin1: 'latin1',
  latin2: 'iso-8859-2',
  latin3: 'iso-8859-3',
  latin4: 'iso-8859-4',
  latin5: 'iso-8859-9',
  latin6: 'iso-8859-10',
  latin7: 'iso-8859-13',
  latin8: 'iso-8859-14',
  latin9: 'iso-8859-15',
  latin10: 'iso-8859-16',
  iso88595: 'iso-8859-5',
  iso88596: 'iso-8859-6',
  iso88597: 'iso-8859-7',
  iso88598: 'iso-8859-8',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  win866: 'ibm866',
  win874: 'windows-874',
  win1250: 'windows-1250',
  win1251: 'windows-1251',
  win1252: 'windows-1252',
  win1253: 'windows-1253',
  win1254: 'windows-1254',
  win1255: 'windows-1255',
  win1256: 'windows-1256',
  win1257: 'windows-1257',
  win1258: 'windows-1258',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  euccn: 'gbk',
}
