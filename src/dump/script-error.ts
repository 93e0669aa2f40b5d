/** A script that cannot be loaded for a reason of its own, whatever the server. */
export class ScriptError extends Error {
  readonly reason: 'truncated' | 'unsupported'
  /** Null for the script as a whole. */
  readonly line: number | null

  /** @param message completes «the dump cannot be restored: …». */
  constructor(reason: 'truncated' | 'unsupported', message: string, line: number | null) {
    super(message)
    this.reason = reason
    this.line = line
  }
}
