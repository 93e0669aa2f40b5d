import type { DumpSource } from './dump.ts'
import { readDumpFile } from './dump-file.ts'
import { type SourceContext, type SqlSource, startTool } from './tool.ts'

/**
 * The scripts that a dump is, one after the other; each is to be read to its end before the next is asked for.
 * Only a plain dump needs no program of PostgreSQL.
 * @throws Failure `restore-tool-missing`.
 */
export async function* sqlSources(context: SourceContext): AsyncGenerator<SqlSource, void> {
  const { source } = context.dump
  if (source.kind === 'file') yield await fileSource(context, source)
  else if (source.kind === 'directory')
    yield await startTool('pg_restore', context, {
      args: ['--format=directory', '--file=-', '{directory}'],
      directory: source.path,
    })
  else yield* productionSources(context, source)
}

async function fileSource(
  context: SourceContext,
  source: Extract<DumpSource, { kind: 'file' }>,
): Promise<SqlSource> {
  const file = readDumpFile(context.dump, source)
  if (source.format === 'plain') {
    return {
      stream: file.stream,
      isGenerated: false,
      check: async () => file.check(),
      finish: file.finish,
      stop: () => file.stream.destroy(),
    }
  }
  const tool = await startTool('pg_restore', context, { args: ['--file=-'], input: file.stream })
  // At the early end of a tar, pg_restore waits for ever.
  file.stream.once('end', () => file.isCut() && tool.stop())
  return {
    stream: tool.stream,
    isGenerated: true,
    async check() {
      // What the program makes of a file that is cut short is not the cause.
      await tool.check().finally(file.check)
    },
    finish: file.finish,
    stop() {
      tool.stop()
      file.stream.destroy()
    },
  }
}

/** The schema, and the rows that say which migrations have run: no others are read. */
async function* productionSources(
  context: SourceContext,
  { connection, histories }: Extract<DumpSource, { kind: 'production' }>,
): AsyncGenerator<SqlSource, void> {
  const careful = ['--no-password', '--lock-wait-timeout=60000']
  yield await startTool('pg_dump', context, {
    args: ['--schema-only', '--no-subscriptions', ...careful],
    database: connection,
  })
  if (histories.length === 0) return
  const tables = histories.map((schema) => `--table="${schema.replaceAll('"', '""')}"."_prisma_migrations"`)
  yield await startTool('pg_dump', context, {
    args: ['--data-only', ...tables, ...careful],
    database: connection,
  })
}
