import { Failure } from '../../model/failure.ts'

/** What a panic of the engine is told to, through a global of this name, before its instance traps. */
interface PanicRegistry {
  set_message(message: string): void
}

declare global {
  var PRISMA_WASM_PANIC_REGISTRY: PanicRegistry | undefined
}

let panic: Failure | null = null
const waiting = new Set<(failure: Failure) => void>()

/**
 * Makes the panics of Prisma's WebAssembly modules known here. Idempotent.
 *
 * A panic tells its message to a global registry and then traps, mostly inside a microtask where nobody can catch
 * it; the promise that the caller holds never settles.
 */
export function listenForPanics(): void {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      panic = panicFailure(message)
      for (const reject of waiting) reject(panic)
    },
  }
}

/**
 * Runs work of the engine.
 * @returns what the work returns.
 * @throws what the work throws; a `Failure` `engine-panic` once any module has panicked, for its memory can be
 * trusted no more.
 */
export async function guarded<T>(work: () => T | Promise<T>): Promise<T> {
  if (panic) throw panic
  let reject: (failure: Failure) => void = () => {}
  const panicked = new Promise<never>((_resolve, fail) => {
    reject = fail
  })
  waiting.add(reject)
  try {
    return await Promise.race([Promise.resolve().then(work), panicked])
  } catch (error) {
    throw panic ?? error
  } finally {
    waiting.delete(reject)
  }
}

/** The callback, with what it throws swallowed if a panic came first: that has been told already. */
export function swallowingPanics<A extends readonly unknown[]>(callback: (...args: A) => void) {
  return (...args: A): void => {
    try {
      callback(...args)
    } catch (error) {
      if (!panic) throw error
    }
  }
}

function panicFailure(message: string): Failure {
  const said = message.split('\n').slice(0, 2).join(' ')
  return new Failure({
    stage: 'prisma',
    code: 'engine-panic',
    message: `Prisma's schema engine crashed: ${said.slice(0, 300)}`,
    next: [
      'Use the Prisma that the workspace has: `--engine cli`.',
      'Report the schema that makes it crash to https://github.com/prisma/prisma/issues.',
    ],
  })
}
