import { fileURLToPath } from 'node:url'
import type { EngineMajor } from '../wasm/load.ts'

/** Tells the bridge which engine to be. */
export const bridgeMajorVariable = 'SCHEMA_ENGINE_BRIDGE_MAJOR'

/** Keeps Prisma's CLI from calling home, from advertising and from colouring. */
export const quietEnvironment: Readonly<Record<string, string>> = {
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  PRISMA_HIDE_PREVIEW_FLAG_WARNINGS: '1',
  NO_COLOR: '1',
  NO_UPDATE_NOTIFIER: '1',
}

/**
 * The environment variables with which Prisma's CLI of a major version (5, 6 or 7) works where its native engine
 * is not installed: it is given our bridge as its schema engine. `node` must be on the path.
 */
export function bridgeEnvironment(prismaMajor: number): Record<string, string> {
  const engine: EngineMajor = prismaMajor >= 7 ? 7 : 6
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return {
    PRISMA_SCHEMA_ENGINE_BINARY: besideThis(`bridge.${extension}`),
    [bridgeMajorVariable]: String(engine),
    // Before 7 the CLI also wants the query engine, of which these commands ask the version alone.
    ...(prismaMajor < 7 && { PRISMA_QUERY_ENGINE_LIBRARY: besideThis('query-engine.cjs') }),
  }
}

function besideThis(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url))
}
