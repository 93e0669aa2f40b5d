/** What a stage of the check can say while it runs. */
export interface StageLog {
  /** One line about what was done or chosen. Never a secret, never a row value. */
  note(text: string): void
  /** Something the user should look at; does not stop the check. */
  warn(text: string): void
}

/** Shows the check while it works: groups in Actions, a live list in a terminal, plain lines when piped. */
export interface Progress {
  /**
   * Runs one stage and shows it as running, then done (with its time) or failed. Stages may overlap.
   * @returns what `work` returns; rethrows what it throws.
   */
  stage<T>(title: string, work: (log: StageLog) => Promise<T>): Promise<T>
}
