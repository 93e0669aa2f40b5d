import type { DumpFormat } from '../model/report.ts'
import type { Connection } from '../postgres/server.ts'
import type { Compression } from './compression.ts'

/** Where the SQL of a dump comes from. */
export type DumpSource =
  /** `layers`: what is wrapped around it, outermost first. */
  | {
      readonly kind: 'file'
      readonly format: 'plain' | 'custom' | 'tar'
      readonly path: string
      readonly layers: readonly Compression[]
    }
  | { readonly kind: 'directory'; readonly path: string }
  /** Production itself. `histories`: the schemas in which there is a `_prisma_migrations`. */
  | { readonly kind: 'production'; readonly connection: Connection; readonly histories: readonly string[] }

/** A dump that was recognised and can be restored. */
export interface Dump {
  readonly format: DumpFormat
  /** The server it was taken from, as in `15.4`; null when the dump does not say. */
  readonly version: string | null
  readonly major: number | null
  /** What messages call it: the path as given, or the URL without what may be secret in it. */
  readonly name: string
  /** The file as given, for a location; null where there is none on this machine. */
  readonly file: string | null
  /** Of the bytes as they were given, hex; null where there are none or they have not been read whole yet. */
  readonly sha256: string | null
  readonly source: DumpSource
  /** Removes what was fetched or unpacked. Idempotent. */
  close(): Promise<void>
}

/** The leading version of a text such as `15.4 (Debian 15.4-1.pgdg120+1)`. */
export function parseDumpVersion(text: string | null | undefined): {
  version: string | null
  major: number | null
} {
  const version = /^\d+(?:\.\d+)*/.exec(text ?? '')?.[0] ?? null
  return { version, major: version === null ? null : Number.parseInt(version, 10) }
}
