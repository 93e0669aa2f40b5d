import { type EngineMajor, loadSchemaLibrary } from '../../wasm/load.ts'
import type { Datasource, SchemaContent } from './arguments.ts'

interface EnvironmentValue {
  readonly fromEnvVar: string | null
  readonly value: string | null
}

interface SchemaConfig {
  readonly datasources: readonly {
    readonly url?: EnvironmentValue
    readonly directUrl?: EnvironmentValue
    readonly shadowDatabaseUrl?: EnvironmentValue
  }[]
  readonly generators: readonly { readonly previewFeatures?: readonly string[] }[]
}

/** What the datasource and generator blocks of schema files say. */
export async function readSchemaConfig(
  major: EngineMajor,
  files: readonly SchemaContent[],
): Promise<{ readonly datasource: Datasource | null; readonly previewFeatures: readonly string[] }> {
  const { get_config } = await loadSchemaLibrary(major)
  const prismaSchema = files.map(({ path, content }) => [path, content])
  const asked = { prismaSchema, datasourceOverrides: {}, ignoreEnvVarErrors: true, env: {} }
  const { config } = JSON.parse(get_config(JSON.stringify(asked))) as { readonly config: SchemaConfig }
  const [source] = config.datasources
  const url = resolve(source?.directUrl) ?? resolve(source?.url)
  return {
    datasource: url === null ? null : { url, shadowDatabaseUrl: resolve(source?.shadowDatabaseUrl) },
    previewFeatures: config.generators.flatMap((generator) => generator.previewFeatures ?? []),
  }
}

function resolve(setting: EnvironmentValue | undefined): string | null {
  if (!setting) return null
  return (setting.fromEnvVar ? process.env[setting.fromEnvVar] : setting.value) ?? null
}
