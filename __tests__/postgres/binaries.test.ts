import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { findPrograms, parseVersion } from '../../src/postgres/binaries.ts'

afterEach(() => vi.unstubAllEnvs())

test.each([
  ['postgres (PostgreSQL) 15.18 (Debian 15.18-1.pgdg13+1)', '15.18', 15],
  ['pg_restore (PostgreSQL) 9.6.24', '9.6.24', 9],
  ['postgres (PostgreSQL) 18beta1', '18', 18],
  ['16.4', '16.4', 16],
])('reads the version of %j', (text, version, major) => {
  expect(parseVersion(text)).toEqual({ version, major })
})

test('refuses a text without a version', () => {
  expect(() => parseVersion('command not found')).toThrow(RangeError)
})

test.skipIf(process.platform === 'win32')(
  'finds programs on the PATH, newest first, and skips what does not run',
  async () => {
    const folders = await Promise.all(
      ['echo "pg_dump (PostgreSQL) 98.2"', 'echo "pg_dump (PostgreSQL) 98.10"', 'exit 1'].map(
        async (body) => {
          const folder = await mkdtemp(path.join(tmpdir(), 'bin-'))
          const file = path.join(folder, 'pg_dump')
          await writeFile(file, `#!/bin/sh\n${body}\n`)
          await chmod(file, 0o755)
          return folder
        },
      ),
    )
    vi.stubEnv('PATH', [...folders, 'relative/bin', process.env.PATH].join(path.delimiter))
    const versions = (await findPrograms('pg_dump')).map(({ version }) => version)
    expect(versions.slice(0, 2)).toEqual(['98.10', '98.2'])
    expect(versions).not.toContain('')
  },
)
