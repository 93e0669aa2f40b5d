import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take the longest, the longest first: one that begins last keeps the other worker waiting. */
const long = [
  'cases',
  'prisma/engine/cli',
  'prisma/engine/bridge',
  'e2e/action',
  'alignment/ddl/locks',
  'doors/run-action',
  'base/introduced',
  'e2e/same-report',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/__tests__/${name}.test.ts`))
      return at < 0 ? long.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    globalSetup: ['__tests__/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Many tests run programs that are compiled anew each time; Node 20 knows nothing of it.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'prisma-schema-drift-compile-cache') },
    sequence: { sequencer: LongestFirst },
  },
})
