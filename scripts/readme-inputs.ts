import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseDocument } from 'yaml'
import { z } from 'zod'
import { type Option, optionsOf } from '../src/config/options.ts'
import { between } from './between.ts'

/**
 * Writes the inputs of action.yml from the table of options, and README's tables of inputs and outputs from
 * action.yml, each between its markers (`<!-- inputs -->` … `<!-- /inputs -->`):
 *
 *     node scripts/readme-inputs.ts
 */
const root = join(import.meta.dirname, '..')
const actionFile = join(root, 'action.yml')
const readmeFile = join(root, 'README.md')

const actionYml = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
})

/** action.yml with the inputs of the table; all else as it is. */
export function withInputs(action: string): string {
  const document = parseDocument(action)
  const inputs = optionsOf('action').map((option) => [option.name, document.createNode(inputOf(option))])
  document.set('inputs', document.createNode(Object.fromEntries(inputs)))
  return document.toString({ lineWidth: 110 })
}

/** README with the tables of what action.yml says; all else as it is. */
export function withTables(readme: string, action: string): string {
  const { inputs, outputs } = actionYml.parse(parse(action))
  return between(between(readme, 'inputs', table('Input', inputs)), 'outputs', table('Output', outputs))
}

/** The token alone has a default: any other would go before the config file's value. */
function inputOf({ name, description, choices, default: fallback }: Option): Record<string, string> {
  const values = choices === null ? '' : ` One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`
  const standard = fallback === null ? '' : ` Default: \`${fallback}\`.`
  const token = name === 'github-token' ? { default: '$' + '{{ github.token }}' } : {}
  return { description: `${description}${values}${standard}`, ...token }
}

function table(head: string, rows: Readonly<Record<string, { readonly description: string }>>): string {
  const lines = Object.entries(rows).map(
    ([name, { description }]) =>
      `| \`${name}\` | ${description.replaceAll('|', '\\|').replace(/\s+/g, ' ')} |`,
  )
  return [`| ${head} | |`, '|---|---|', ...lines].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  const action = withInputs(readFileSync(actionFile, 'utf8'))
  writeFileSync(actionFile, action)
  writeFileSync(readmeFile, withTables(readFileSync(readmeFile, 'utf8'), action))
}
