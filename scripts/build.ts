import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import { licenseNotices } from './build/license-notices.ts'
import { wasmBeside } from './build/wasm-beside.ts'

/**
 * Bundles everything into dist/, which runs with no node_modules on Node 20.19 and later:
 *
 *     npm run build                # into dist/
 *     node scripts/build.ts DIR    # elsewhere
 *
 * The same sources give the same bytes. Chunks lie flat in the folder, so a path relative to one of them is the
 * same for all; their names carry no hash, so a change shows as a change of the file it is in.
 */
const root = join(import.meta.dirname, '..')
const target = process.argv[2] ?? join(root, 'dist')

/** By the name in dist/. */
const entries: Readonly<Record<string, string>> = {
  main: 'src/main.ts',
  post: 'src/post.ts',
  cli: 'src/cli.ts',
  bridge: 'src/prisma/cli/bridge.ts',
  'prisma-config': 'src/prisma/config-file/evaluate.ts',
}

await mkdir(dirname(target), { recursive: true })
const building = await mkdtemp(`${target}-`)
try {
  const bundle = await rolldown({
    cwd: root,
    input: entries,
    platform: 'node',
    // Optional native parts of packages, each required in a `try`.
    external: [/\.node$/, 'cpu-features', 'pg-native'],
    plugins: [wasmBeside(), licenseNotices('licenses.txt')],
    transform: {
      target: 'node20.19',
      define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    },
    onLog(level, log) {
      if (level === 'warn') console.warn(`${log.code}: ${log.message.split('\n')[0]}`)
    },
  })
  await bundle.write({
    dir: building,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: ({ moduleIds }) => `${packageOf(moduleIds.at(-1)) ?? '[name]'}.js`,
    minify: 'dce-only',
    comments: { legal: false, annotation: false, jsdoc: false },
  })
  await writeFile(join(building, 'package.json'), '{ "type": "module" }\n')
  await copyFile(join(root, 'src/prisma/cli/query-engine.cjs'), join(building, 'query-engine.cjs'))
  await chmod(building, 0o755)
  // Programs that others start: the command line, and the bridge that Prisma takes for its engine.
  for (const name of ['cli.js', 'bridge.js']) {
    await chmod(join(building, name), 0o755)
  }
  await rm(target, { recursive: true, force: true })
  await rename(building, target)
} finally {
  await rm(building, { recursive: true, force: true })
}

/** The package a module is of, as a file name: a chunk is named after its last module, which imports the others. */
function packageOf(moduleId: string | undefined): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/
    .exec(moduleId ?? '')?.[1]
    ?.replace(/^@/, '')
    .replace('/', '-')
}
