/**
 * What the workflow gave under `with:`; a runner hands it over as `INPUT_<NAME>`. One that is empty was not
 * given: a runner cannot tell the two apart.
 * @returns by the input's name
 */
export function readInputs(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const inputs = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('INPUT_') && value !== undefined && value.trim() !== ''
      ? [[name.slice('INPUT_'.length).toLowerCase(), value] as const]
      : [],
  )
  return Object.fromEntries(inputs)
}
