import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'rolldown'

interface Package {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly notices: readonly string[]
}

/** Writes the license of each package of which the bundle holds a part. */
export function licenseNotices(fileName: string): Plugin {
  return {
    name: 'license-notices',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : [],
      )
      const directories = new Set(
        modules.flatMap((id) => /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []),
      )
      const packages = new Map(
        [...directories].map(readPackage).map((found) => [`${found.name} ${found.version}`, found]),
      )
      const sections = [...packages]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([title, { license, notices }]) => [`${title} (${license})`, ...notices].join('\n\n'))
      this.emitFile({ type: 'asset', fileName, source: `${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n` })
    },
  }
}

function readPackage(directory: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly license?: string | { readonly type: string }
  }
  const notices = readdirSync(directory)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim())
  const kind = typeof license === 'string' ? license : (license?.type ?? 'see its notice')
  return { name, version, license: kind, notices }
}
