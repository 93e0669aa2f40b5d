import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti/static'
import { repositoryEnvironment } from '../repository-environment.ts'
import type { EvaluatedConfig, Evaluation } from './load.ts'
import { prismaConfigModule, standIn } from './stand-in.ts'

/**
 * The program of the child process in which a prisma.config.* runs: reads the file named by its first argument
 * and sends an `Evaluation` to its parent. A package that cannot be found is replaced and the file read again.
 */
const file = process.argv[2] ?? ''

async function evaluate(): Promise<Evaluation> {
  process.setSourceMapsEnabled(true)
  const virtualModules: Record<string, unknown> = {
    'prisma/config': prismaConfigModule(process.env),
    '@prisma/config': prismaConfigModule(process.env),
  }
  for (;;) {
    const jiti = createJiti(file, { fsCache: false, moduleCache: false, sourceMaps: true, virtualModules })
    try {
      const exported = await jiti.import(file, { default: true })
      return { config: pick(await (typeof exported === 'function' ? exported() : exported)) }
    } catch (error) {
      const missing = missingPackage(error)
      if (missing === null || missing in virtualModules) return broken(error)
      virtualModules[missing] = standIn(missing)
    }
  }
}

/** The name of a package or a path alias that could not be resolved; null for every other error. */
function missingPackage(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const name = /Cannot find (?:module|package) '([^']+)'/.exec(error.message)?.[1]
  return name !== undefined && !/^(\.|\/|file:|[A-Za-z]:\\)/.test(name) ? name : null
}

function pick(config: unknown): EvaluatedConfig {
  return {
    schema: text(config, 'schema'),
    migrations: text(config, 'migrations', 'path'),
    externalTables: texts(config, 'tables', 'external'),
    externalEnums: texts(config, 'enums', 'external'),
  }
}

/** A stand-in shows as the text it gives, which the parent recognises. */
function text(config: unknown, ...path: readonly string[]): string | null {
  const value = at(config, path)
  return typeof value === 'string' ? value : typeof value === 'function' ? String(value) : null
}

function texts(config: unknown, ...path: readonly string[]): readonly string[] {
  const value = at(config, path)
  return Array.isArray(value) ? value.map(String) : []
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      (typeof found === 'object' || typeof found === 'function') && found !== null
        ? Reflect.get(found, key)
        : undefined,
    value,
  )
}

/** Syntax errors name their place in the message, others in the first line of the stack that is in a file of the project. */
function broken(error: unknown): Evaluation {
  const [message, stack] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), '']
  const place = /((?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^\s():]*):(\d+)(?::\d+)?\)?$/m
  const foreign = ['node_modules', '(node:', dirname(fileURLToPath(import.meta.url))]
  const lines = stack.split('\n').filter((line) => !foreign.some((part) => line.includes(part)))
  const found = place.exec([message, ...lines].join('\n'))
  const path = found?.[1] ?? file
  return {
    error: masked(message.split('\n')[0]?.trim() ?? ''),
    file: path.startsWith('file:') ? fileURLToPath(path) : path,
    line: found ? Number(found[2]) : null,
  }
}

/** An error can quote a variable of the application: a URL loses its credentials, a secret variable its value. */
function masked(message: string): string {
  const secrets = Object.entries(process.env).flatMap(([name, value = '']) =>
    /TOKEN|SECRET|PASS|KEY|URL|DSN/i.test(name) && value.length > 5 ? [value] : [],
  )
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, '***'), message)
    .replace(/:\/\/[^\s@/]+@/g, '://***@')
}

process.env = repositoryEnvironment()
const evaluation = await evaluate()
process.send?.(evaluation, () => process.exit())
