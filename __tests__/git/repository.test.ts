import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRepository, type Repository } from '../../src/git/repository.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'git-')))
const root = join(scratch, 'repository')
afterAll(() => rmSync(scratch, { recursive: true }))

function git(...args: string[]): string {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', root, ...who, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim()
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

function commit(message: string): string {
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
  return git('rev-parse', 'HEAD')
}

const sql = 'packages/api/migrations/1 _é*/migration.sql'

async function opened(directory = root): Promise<Repository> {
  const repository = await openRepository(directory)
  if (!repository) throw new Error('no repository')
  return repository
}

describe('a repository', () => {
  const commits: Record<'first' | 'edited' | 'side' | 'merged' | 'deleted', string> = {
    first: '',
    edited: '',
    side: '',
    merged: '',
    deleted: '',
  }
  beforeAll(() => {
    mkdirSync(root)
    git('init', '--quiet', '--initial-branch', 'main')
    write(sql, 'one\n')
    write('packages/api/schema.prisma', 'schema\n')
    write('packages/web/page', 'page\n')
    symlinkSync('schema.prisma', join(root, 'packages/api/link.prisma'))
    commits.first = commit('first')
    write(sql, 'two\r\n')
    commits.edited = commit('edited')
    git('checkout', '--quiet', '-b', 'side', commits.first)
    write(sql, 'side\n')
    commits.side = commit('side')
    git('checkout', '--quiet', 'main')
    git('merge', '--quiet', '--strategy', 'ours', '--message', 'merged', 'side')
    git('branch', '--quiet', '-D', 'side')
    commits.merged = git('rev-parse', 'HEAD')
    rmSync(join(root, sql))
    commits.deleted = commit('deleted')
  })

  test('is found from a folder in it, also through a link', async () => {
    symlinkSync(join(root, 'packages/api'), join(scratch, 'link'))
    for (const folder of [join(root, 'packages/api'), join(scratch, 'link')]) {
      const { root: found, prefix, isShallow } = await opened(folder)
      expect({ found, prefix, isShallow }).toEqual({ found: root, prefix: 'packages/api/', isShallow: false })
    }
    expect((await opened()).prefix).toBe('')
  })

  test('is not found where there is none', async () => {
    expect(await openRepository(scratch)).toBeNull()
    expect(await openRepository(join(root, '.git'))).toBeNull()
  })

  test('is not found where there is no git', async () => {
    const { PATH } = process.env
    process.env.PATH = join(scratch, 'nowhere')
    try {
      expect(await openRepository(root)).toBeNull()
    } finally {
      process.env.PATH = PATH
    }
  })

  test('resolves what names a commit, and nothing else', async () => {
    const repository = await opened()
    expect(await repository.commitOf('main')).toBe(commits.deleted)
    expect(await repository.commitOf('HEAD~1')).toBe(commits.merged)
    for (const ref of ['side', 'HEAD:packages', '--all', '-h', '', 'no such\nref'])
      expect(await repository.commitOf(ref)).toBeNull()
  })

  test('finds the merge base', async () => {
    const repository = await opened()
    expect(await repository.mergeBase(commits.side, commits.edited)).toBe(commits.first)
    expect(await repository.mergeBase(commits.side, '0'.repeat(40))).toBeNull()
    expect(await repository.mergeBase('--all', 'HEAD')).toBeNull()
  })

  test('lists the files of a commit', async () => {
    const repository = await opened(join(root, 'packages/web'))
    const api = [sql, 'packages/api/schema.prisma']
    expect(await repository.files(commits.first, 'packages/api')).toEqual(api)
    expect(await repository.files(commits.first, './packages/api/')).toEqual(api)
    expect(await repository.files(commits.first, '')).toEqual([...api, 'packages/web/page'])
    expect(await repository.files(commits.deleted, 'packages/api')).toEqual(['packages/api/schema.prisma'])
    expect(await repository.files(commits.first, 'packages/ap')).toEqual([])
    expect(await repository.files('0'.repeat(40), '')).toEqual([])
  })

  test('reads the files of a commit, byte for byte', async () => {
    const repository = await opened(join(root, 'packages/web'))
    const read = await repository.read(commits.edited, [
      sql,
      'missing file',
      'new\nline',
      'packages/api',
      'packages/web/page',
    ])
    expect([...read].map(([path, content]) => [path, content.toString()])).toEqual([
      [sql, 'two\r\n'],
      ['packages/web/page', 'page\n'],
    ])
    expect(await repository.read(commits.edited, [])).toEqual(new Map())
  })

  test('knows every version of a file, also of a side that a merge gave up', async () => {
    const repository = await opened(join(root, 'packages/web'))
    const name = sql.slice('packages/api/migrations/'.length)
    const found = await repository.versions([name, 'page', '1 _é?/migration.sql', '../outside', 'age'])
    const versions = found.get(name) ?? []
    expect(versions[0]).toEqual({ commit: commits.deleted, content: null })
    expect(versions.at(-1)).toEqual({ commit: commits.first, content: Buffer.from('one\n') })
    expect(versions.map(({ content }) => content?.toString() ?? null).sort()).toEqual([
      null,
      'one\n',
      'side\n',
      'two\r\n',
    ])
    expect(found.get('page')).toHaveLength(1)
    for (const none of ['1 _é?/migration.sql', '../outside', 'age']) expect(found.get(none) ?? []).toEqual([])
    expect(await repository.versions([])).toEqual(new Map())
  })

  test('knows the parents of a commit, also where the clone lacks them', async () => {
    const repository = await opened()
    expect(await repository.parents(commits.merged)).toEqual([commits.edited, commits.side])
    expect(await repository.parents(commits.first)).toEqual([])
    expect(await repository.parents('0'.repeat(40))).toEqual([])
    const clone = join(scratch, 'of-depth-1')
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone])
    expect(await (await opened(clone)).parents(commits.deleted)).toEqual([commits.merged])
  })

  test('is shallow where the clone is', async () => {
    const clone = join(scratch, 'shallow')
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'pipe' })
    const repository = await opened(clone)
    expect(repository.isShallow).toBe(true)
    expect((await repository.versions([sql])).get(sql)).toEqual([])
    expect(await repository.commitOf(commits.first)).toBeNull()
    expect(await repository.mergeBase(commits.first, 'HEAD')).toBeNull()
  })

  test.skipIf(process.getuid?.() !== 0)('of another user is read', async () => {
    const other = join(scratch, 'other')
    cpSync(root, other, { recursive: true })
    execFileSync('chown', ['-R', '65534', other])
    expect((await opened(other)).root).toBe(other)
  })

  test('is not confused by variables of git', async () => {
    const elsewhere = { GIT_DIR: join(scratch, 'nowhere'), GIT_WORK_TREE: scratch }
    Object.assign(process.env, elsewhere)
    try {
      expect((await opened()).root).toBe(root)
    } finally {
      for (const name of Object.keys(elsewhere)) delete process.env[name]
    }
  })

  test('that is a partial clone says only what it has, and fetches nothing', async () => {
    const clone = join(scratch, 'partial')
    git('config', 'uploadpack.allowFilter', 'true')
    const args = ['clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${root}`, clone]
    execFileSync('git', args, { stdio: 'pipe' })
    const repository = await opened(clone)
    expect(await repository.files(commits.first, 'packages/web')).toEqual(['packages/web/page'])
    expect(await repository.read(commits.first, ['packages/web/page'])).toEqual(new Map())
  })

  test('ends with the signal', async () => {
    const controller = new AbortController()
    const repository = await openRepository(root, controller.signal)
    controller.abort(new Error('enough'))
    await expect(async () => repository?.versions([sql])).rejects.toThrow('enough')
  })
})
