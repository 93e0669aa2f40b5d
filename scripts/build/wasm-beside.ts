import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rolldown'

/** How code names a WebAssembly file of a package: by relative URL in ours, by folder in the package's CommonJS. */
const references = /'(\.[\w./-]*\.wasm)'|\$\{__dirname\}\/(\w+\.wasm)/g

/** Copies the WebAssembly files that the code reads beside the bundle, each named after its package. */
export function wasmBeside(): Plugin {
  return {
    name: 'wasm-beside',
    transform: {
      filter: { code: /\.wasm['`]/ },
      async handler(code, id) {
        const copies = new Map<string, string>()
        const rewritten = code.replace(references, (_text, url: string | undefined, sibling: string) => {
          const file = join(dirname(id), url ?? sibling)
          const asset = `${/.*\/node_modules\/([\w-]+)/.exec(file)?.[1]}.wasm`
          copies.set(asset, file)
          return url ? `'./${asset}'` : `\${__dirname}/${asset}`
        })
        for (const [fileName, file] of copies) {
          this.emitFile({ type: 'asset', fileName, source: await readFile(file) })
        }
        return copies.size > 0 ? rewritten : null
      },
    },
  }
}
