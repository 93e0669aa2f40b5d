import { openCliEngine } from './cli/cli-engine.ts'
import type { Engine, EngineRequest } from './engine.ts'
import { engineMajor } from './engine-major.ts'
import { openWasmEngine } from './wasm/wasm-engine.ts'

/**
 * Opens the schema engine for a project: `cli` is the workspace's own `prisma`, `wasm` the one that is bundled, of
 * the workspace's major version; `auto` is `wasm`, which is the same engine and starts in a tenth of the time.
 * @throws Failure `prisma-unsupported` (Prisma 8), `prisma-missing` (`cli` without a `prisma` in the workspace).
 */
export async function openEngine(request: EngineRequest): Promise<Engine> {
  return request.choice === 'cli'
    ? openCliEngine(request)
    : openWasmEngine(engineMajor(request.project), request)
}
