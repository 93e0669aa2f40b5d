/**
 * Takes the place of a package that is not installed: it can be called, constructed, read and imported from, and
 * gives itself again. Where a text is wanted it is `<package>`, so that a path built from it can be recognised.
 */
export function standIn(packageName: string): unknown {
  const proxy: object = new Proxy(function standIn() {}, {
    get(target, key) {
      if (key === Symbol.toPrimitive) return () => `<${packageName}>`
      if (key === 'toString' || key === 'toJSON') return () => `<${packageName}>`
      if (key === '__esModule') return true
      // Not awaitable, not iterable: both would never end.
      if (key === 'then' || typeof key === 'symbol') return undefined
      if (key === 'prototype') return Reflect.get(target, key)
      return proxy
    },
    apply: () => proxy,
    construct: () => proxy,
  })
  return proxy
}

/** What `prisma/config` gives: `env` never fails, for the check needs no variable of the application. */
export function prismaConfigModule(variables: Readonly<Record<string, string | undefined>>): unknown {
  return {
    defineConfig: (config: unknown) => config,
    env: (name: string) => variables[name] || `postgresql://localhost/${name}`,
    __esModule: true,
  }
}
