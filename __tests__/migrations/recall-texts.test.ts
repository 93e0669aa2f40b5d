import { execFileSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { diagnoseHistory } from '../../src/migrations/diagnose-history.ts'
import { checksumOf } from '../../src/migrations/read-migrations.ts'
import { recallTexts } from '../../src/migrations/recall-texts.ts'
import type { MigrationRecord } from '../../src/model/migration.ts'
import { folderWith } from '../support/folder.ts'
import { migration } from './migration.ts'

const old = 'CREATE TABLE a (id int);\n'
const now = 'CREATE TABLE a (id bigint);\n'
const gone = 'CREATE TABLE gone (x int);\n'
const aside = 'CREATE TABLE aside (x int);\n'

const record = (name: string, sql: string): MigrationRecord => ({
  name,
  checksum: checksumOf(sql),
  state: 'applied',
  resolved: false,
})

describe('the texts that production ran', () => {
  let root = ''
  const commits: Record<'first' | 'removal' | 'aside', string> = { first: '', removal: '', aside: '' }
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  const write = async (path: string, sql: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), sql)
  }
  const commit = (message: string) => {
    git('add', '--all')
    git('commit', '--quiet', '--no-gpg-sign', '--message', message)
    return git('rev-parse', 'HEAD')
  }
  const recall = (records: readonly MigrationRecord[], directory = root, sql = now) =>
    recallTexts(diagnoseHistory([migration(sql, '1_a')], records), directory, new AbortController().signal)

  beforeAll(async () => {
    root = await folderWith({ 'readme.md': '' })
    git('init', '--quiet', '--initial-branch', 'main')
    // Where the folder was when production ran them.
    await write('db/migrations/1_a/migration.sql', old)
    await write('db/migrations/2_gone/migration.sql', gone)
    commits.first = commit('first')
    await rm(join(root, 'db'), { recursive: true })
    await write('prisma/migrations/1_a/migration.sql', now)
    commits.removal = commit('moved, edited, removed')
    git('checkout', '--quiet', '-b', 'aside')
    await write('prisma/migrations/3_aside/migration.sql', aside)
    commits.aside = commit('aside')
    git('checkout', '--quiet', 'main')
  })

  test('of an edited migration is found, wherever the folder was then', async () => {
    const { edited, git: known } = await recall([record('1_a', old)])
    expect(known).toBe('whole')
    expect(edited).toMatchObject([{ onlyLineEndings: false, past: { sql: old, commit: commits.first } }])
    expect(edited[0]?.names.has('a')).toBe(true)
    expect(edited[0]?.names.has('gone')).toBe(false)
  })

  test('is found whatever its line endings', async () => {
    const { edited } = await recall([record('1_a', old.replaceAll('\n', '\r\n'))])
    expect(edited).toMatchObject([{ past: { commit: commits.first } }])
  })

  test('of a deleted migration is found, with the commit that took it away', async () => {
    const { unknown } = await recall([record('1_a', now), record('2_gone', gone)])
    expect(unknown).toMatchObject([
      { name: '2_gone', past: { sql: gone, commit: commits.first, removedIn: commits.removal } },
    ])
  })

  test('of a migration on another branch is found, and nothing took it away', async () => {
    const { unknown } = await recall([record('1_a', now), record('3_aside', aside)])
    expect(unknown).toMatchObject([{ past: { sql: aside, commit: commits.aside, removedIn: null } }])
  })

  test('is none, where git has other texts alone', async () => {
    const found = await recall([record('1_a', 'other'), record('2_gone', 'other'), record('9_never', 'x')])
    expect(found.edited).toMatchObject([{ past: null }])
    expect(found.unknown).toMatchObject([{ past: null }, { past: null }])
    expect(found.edited[0]?.names.has('a')).toBe(true)
  })

  test('is not asked for, where nothing was edited but line endings', async () => {
    const { edited, git: known } = await recall([record('1_a', now.replaceAll('\n', '\r\n'))])
    expect(edited).toMatchObject([{ onlyLineEndings: true, past: null }])
    expect(edited[0]?.names.size).toBe(0)
    expect(known).toBe('none')
  })

  test('is none outside of a repository', async () => {
    const { edited, git: known } = await recall([record('1_a', old)], await folderWith({ 'readme.md': '' }))
    expect([edited[0]?.past, known]).toEqual([null, 'none'])
  })
})
