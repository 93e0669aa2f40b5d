/** `fix` of dist/ in a working tree, and what Prisma's own command then makes of it in a real production. */
import { execFile, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { connectionUrl } from '../../src/postgres/connection-url.ts'
import { bridgeEnvironment, quietEnvironment } from '../../src/prisma/cli/bridge-environment.ts'
import { restore } from '../dump/support.ts'
import { query } from '../support/database.ts'
import { type GitFolder, gitFolder } from '../support/git-folder.ts'
import { pgDump } from '../support/pg-dump.ts'
import { miniInputs, writeMiniProject } from './mini-project.ts'

const root = join(import.meta.dirname, '..', '..')
const modules = join(root, 'node_modules')

interface Done {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function run({ directory }: GitFolder, args: readonly string[]): Done {
  const server = ['--postgres', 'url', '--database-url', inject('postgres')]
  const command = [join(root, 'dist', 'cli.js'), ...args, ...server]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: directory,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

const status = ({ git }: GitFolder) => git('status', '--porcelain', '--untracked-files=all')

/** All that is in the working tree beside the last commit. */
function changes({ git }: GitFolder): string {
  git('add', '--all')
  const diff = git('diff', '--cached', '--no-color')
  git('reset', '--quiet', '--hard')
  return diff
}

const example = join(root, 'examples', 'tutoring')
const files = readdirSync(example, { recursive: true, encoding: 'utf8' }).filter((path) =>
  statSync(join(example, path)).isFile(),
)

test('the example: written, committed, deployed with Prisma itself, and the check is clean', {
  timeout: 180_000,
}, async () => {
  const folder = await gitFolder({
    ...Object.fromEntries(files.map((path) => [path, readFileSync(join(example, path), 'utf8')])),
    '.gitignore': 'node_modules\n*.patch\ndeployed.sql\n',
  })
  const dry = run(folder, ['fix', '--dump', 'dump.sql', '--dry-run', '--no-proof'])
  expect(dry.code, dry.err).toBe(0)
  expect(dry.err).toContain('Not proved: the proof was left out')
  expect(status(folder)).toBe('')

  const { code, out } = run(folder, ['fix', '--dump', 'dump.sql'])
  expect(code, out).toBe(0)
  expect(out).toContain('Proved on clones of production and of the migrations: 8 of 8 promises held')
  const [schema, ...migrations] = status(folder).split('\n')
  expect(schema).toBe('M prisma/schema.prisma')
  expect(migrations.every((line) => line.startsWith('?? prisma/migrations/'))).toBe(true)
  const direct = changes(folder)
  writeFileSync(join(folder.directory, 'plan.patch'), dry.out)
  folder.git('apply', '--index', 'plan.patch')
  expect(folder.git('diff', '--cached', '--no-color')).toBe(direct)
  folder.git('commit', '--quiet', '--message', 'Align')

  const again = run(folder, ['fix', '--dump', 'dump.sql'])
  expect(again.code, again.out).toBe(0)
  expect(again.out).toContain('Nothing is to be written')
  expect(status(folder)).toBe('')

  const { database } = await restore(join(example, 'dump.sql'))
  const count = 'SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM bookings) AS bookings'
  const before = await query(database, count)
  symlinkSync(modules, join(folder.directory, 'node_modules'))
  const commands = [...again.out.matchAll(/^ {2}npx (prisma migrate .*)$/gm)].map(
    ([, command = '']) => command,
  )
  expect(commands).toEqual([
    expect.stringMatching(/^prisma migrate resolve --applied \d+_adopt_production$/),
    'prisma migrate deploy',
  ])
  for (const command of commands)
    await promisify(execFile)(join(modules, '.bin', 'prisma'), command.split(' ').slice(1), {
      cwd: folder.directory,
      env: {
        ...process.env,
        ...quietEnvironment,
        ...bridgeEnvironment(7),
        DATABASE_URL: connectionUrl(database),
      },
    })
  expect(await query(database, count)).toEqual(before)
  writeFileSync(join(folder.directory, 'deployed.sql'), await pgDump(database))
  const clean = run(folder, ['check', '--dump', 'deployed.sql', '--fail-on', 'info', '--format', 'json'])
  expect(JSON.parse(clean.out)).toMatchObject({ status: 'clean', findings: [], plan: null })
  expect(clean.code).toBe(0)
})

describe('a part of it', () => {
  const options = ['--dump', miniInputs.dump, '--migrations', miniInputs.migrations, '--no-proof']
  const project = async () => {
    const folder = await gitFolder({})
    writeMiniProject(folder.directory, ['nickname String?'])
    const path = join(folder.directory, 'prisma', 'schema.prisma')
    writeFileSync(path, readFileSync(path, 'utf8').replace('email String', 'email String?'))
    folder.commit({})
    return { folder, fix: (...more: readonly string[]) => run(folder, ['fix', ...options, ...more]) }
  }

  test('the schema alone, the SQL alone, and nothing over what is in no commit', {
    timeout: 60_000,
  }, async () => {
    const { folder, fix } = await project()
    const schema = fix('--schema-only')
    expect(schema.code, schema.err).toBe(1)
    expect(schema.out).toContain('users.nickname')
    expect(status(folder)).toBe('M prisma/schema.prisma')
    expect(changes(folder)).toContain('-  email String?\n+  email String\n')

    folder.write({ 'prisma/schema.prisma': `// mine\n${folder.git('show', 'HEAD:prisma/schema.prisma')}\n` })
    const refused = fix()
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toContain('prisma/schema.prisma is not as the last commit has it')
    expect(refused.err).toContain('tree-dirty')
    expect(status(folder)).toBe('M prisma/schema.prisma')

    const sql = fix('--migration-only', '--only', 'users.nickname')
    expect(sql.code, sql.err).toBe(0)
    const [, ...added] = status(folder).split('\n')
    expect(added).not.toEqual([])
    expect(added.every((line) => line.startsWith('?? schema-drift/'))).toBe(true)
  })
})
