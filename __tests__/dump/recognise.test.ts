import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { findDump } from '../../src/dump/find-dump.ts'
import { recognise } from '../../src/dump/recognise.ts'
import { zstdSync } from '../support/zstd.ts'
import { temporaryFolder } from './support.ts'

const looksLike = (head: Buffer) => {
  const content = recognise(head)
  return content.kind === 'unrecognised' ? content.looksLike : content.kind
}

describe('what is not a dump is called by its name', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /empty file/],
    ['a login page', '\n<!DOCTYPE html><title>Sign in</title>', /web page/],
    ['an error of S3', '<?xml version="1.0"?><Error><Code>AccessDenied</Code>', /XML/],
    ['an error in JSON', '{"message": "Not Found"}', /JSON/],
    ['a MySQL dump', '-- MySQL dump 10.13  Distrib 8.0.36\n--\n', /MySQL/],
    [
      'a MariaDB dump',
      '/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19\n',
      /MySQL or MariaDB/,
    ],
    ['an SQLite file', 'SQLite format 3\0', /SQLite/],
    ['an LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\n', /Git LFS/],
    ['armoured OpenPGP', '-----BEGIN PGP MESSAGE-----\n', /OpenPGP/],
    ['binary OpenPGP', Buffer.from('8c0d04090308', 'hex'), /OpenPGP/],
    ['age', 'age-encryption.org/v1\n', /age/],
    ['openssl', 'Salted__abcdefgh', /openssl/],
    ['bzip2', 'BZh91AY', /bzip2/],
    ['xz', Buffer.from('fd377a585a0000', 'hex'), /xz/],
    ['lz4', Buffer.from('04224d186440', 'hex'), /lz4/],
    ['zip', 'PK\x03\x04\x14', /zip/],
    ['UTF-16', Buffer.from('\ufeff-- PostgreSQL', 'utf16le'), /UTF-16/],
    ['an error of pg_dump', 'pg_dump: error: connection to server failed', /messages/],
    ['zeroes', Buffer.alloc(4096), /binary/],
    ['prose', 'Dear all,\nhere is the dump.', /text that is not SQL/],
    ['comments alone', '--\n-- PostgreSQL database dump\n', /comments without any SQL/],
    [
      'the toc.dat of a directory',
      Buffer.from('504744 4d50 010e00 04 08 05 00'.replaceAll(' ', ''), 'hex'),
      /table of contents/,
    ],
  ])('%s', (_, head, expected) => {
    expect(looksLike(Buffer.isBuffer(head) ? head : Buffer.from(head, 'latin1'))).toMatch(expected)
  })
})

describe('what is a dump is one', () => {
  test.each<[string, string]>([
    [
      'of pg_dump',
      '--\n-- PostgreSQL database dump\n--\n\n\\restrict x\n\n-- Dumped from database version 15.4 (Debian 15.4-1)\nSET x = 1;',
    ],
    ['by hand', 'create table t (id int);'],
    ['by hand, with a byte order mark', '\ufeff/* hello */ BEGIN;'],
    ['that begins with a line for psql', '\\set ON_ERROR_STOP on\nSELECT 1;'],
    ['with letters of all kinds', '-- été 語\nINSERT INTO t VALUES (1);'],
  ])('%s', (_, text) => {
    expect(recognise(Buffer.from(text)).kind).toBe('plain')
  })

  test('and tells its version', () => {
    const head = (version: string) =>
      recognise(Buffer.from(`-- Dumped from database version ${version}\nSELECT 1;`))
    expect(head('15.4 (Debian 15.4-1)')).toMatchObject({ version: '15.4', major: 15 })
    expect(head('9.6.24')).toMatchObject({ version: '9.6.24', major: 9 })
    expect(head('18beta1')).toMatchObject({ version: '18', major: 18 })
    expect(recognise(Buffer.from('SELECT 1;'))).toMatchObject({ version: null, major: null })
  })

  test('under a compression', () => {
    expect(recognise(gzipSync('x'))).toEqual({ kind: 'compressed', by: 'gzip' })
    expect(recognise(zstdSync(Buffer.from('x')))).toEqual({ kind: 'compressed', by: 'zstd' })
  })
})

test('of a folder that holds one file, the file is what is spoken of', async () => {
  const folder = join(await temporaryFolder(), 'dumps')
  await mkdir(folder)
  await writeFile(join(folder, 'readme.txt'), 'Dear all,\nhere is the dump.')
  await expect(findDump(folder, 'dumps', () => Promise.resolve(folder))).rejects.toThrow(
    /^dumps\/readme\.txt .* text that is not SQL/,
  )
})
