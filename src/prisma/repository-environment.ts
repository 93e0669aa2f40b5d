/** The action's token and other inputs: not the repository's. */
const own = /^(INPUT|STATE|ACTIONS)_|^GITHUB_TOKEN$/

/** The environment in which programs and config files of the repository may run. */
export function repositoryEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
      value === undefined || own.test(name) ? [] : [[name, value]],
    ),
  )
}
