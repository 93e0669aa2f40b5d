import { readFile } from 'node:fs/promises'
import type * as schemaEngine from 'schema-engine-wasm-7'
import { listenForPanics, swallowingPanics } from './panic.ts'

/** The majors whose engine is bundled. */
export type EngineMajor = 6 | 7

/** The Prisma version to which each bundled engine belongs. */
export const engineVersions: Readonly<Record<EngineMajor, string>> = { 6: '6.19.3', 7: '7.10.1' }

export type SchemaEngineModule = Pick<typeof schemaEngine, 'SchemaEngine'>

/** The functions of Prisma's schema library that are used; each takes and returns JSON. */
export interface SchemaLibrary {
  /** @throws an `Error` whose message is JSON: `{error_code, message}`. */
  validate(params: string): void
  /** @returns `{file_name, start, end, text, is_warning}[]`, in bytes. */
  lint(files: string): string
  format(files: string, params: string): string
  get_config(params: string): string
}

interface EngineGlue extends SchemaEngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

const engineParts = {
  6: async () => ({
    glue: (await import('schema-engine-wasm-6/schema_engine_bg')) as unknown as EngineGlue,
    wasm: new URL('../../../node_modules/schema-engine-wasm-6/schema_engine_bg.wasm', import.meta.url),
  }),
  7: async () => ({
    glue: (await import('schema-engine-wasm-7/schema_engine_bg')) as unknown as EngineGlue,
    wasm: new URL('../../../node_modules/schema-engine-wasm-7/schema_engine_bg.wasm', import.meta.url),
  }),
}

const libraries = {
  6: async (): Promise<SchemaLibrary> => (await import('prisma-schema-wasm-6')).default,
  7: async (): Promise<SchemaLibrary> => (await import('prisma-schema-wasm-7')).default,
}

const engines = new Map<EngineMajor, Promise<SchemaEngineModule>>()

/** Prisma's schema engine of a major: read and compiled when first asked for, about 30 ms. */
export function loadSchemaEngine(major: EngineMajor): Promise<SchemaEngineModule> {
  const loading = engines.get(major) ?? instantiate(major)
  engines.set(major, loading)
  return loading
}

/** Prisma's schema library (validate, lint, format) of a major: read and compiled when first asked for. */
export function loadSchemaLibrary(major: EngineMajor): Promise<SchemaLibrary> {
  listenForPanics()
  return libraries[major]()
}

async function instantiate(major: EngineMajor): Promise<SchemaEngineModule> {
  listenForPanics()
  const { glue, wasm } = await engineParts[major]()
  const module = await WebAssembly.compile(await readFile(wasm))
  const { exports } = await WebAssembly.instantiate(module, {
    './schema_engine_bg.js': { ...glue, ...catchingPanics(glue) },
  })
  glue.__wbg_set_wasm(exports)
  if (typeof exports.__wbindgen_start === 'function') exports.__wbindgen_start()
  return glue
}

type Callback = (value?: unknown) => void

/** The glue's imports through which the engine is called back; wasm-bindgen ends their names with a hash. */
function catchingPanics(glue: object): Record<string, unknown> {
  const names = Object.keys(glue)
  const queueMicrotasks = names.filter((name) => /^__wbg_queueMicrotask_/.test(name))
  const thens = names.filter((name) => /^__wbg_then_/.test(name))
  return Object.fromEntries([
    ...queueMicrotasks.map((name) => [
      name,
      // One import of this name looks the function up on a global object, the other calls it.
      (value: Callback | typeof globalThis) =>
        typeof value === 'function' ? queueMicrotask(swallowingPanics(value)) : value.queueMicrotask,
    ]),
    ...thens.map((name) => [
      name,
      (promise: Promise<unknown>, ...callbacks: Callback[]) =>
        promise.then(...callbacks.map(swallowingPanics)),
    ]),
  ])
}
