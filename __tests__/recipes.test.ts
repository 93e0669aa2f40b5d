/** The recipes of docs/recipes do what they say, with the inputs and outputs that there are. */
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { planPatch } from '../src/report/plan/blocks.ts'
import { proved, schemaBefore } from './report/plan-samples.ts'
import { folderWith } from './support/folder.ts'
import { gitFolder } from './support/git-folder.ts'

const root = join(import.meta.dirname, '..')
const recipes = readdirSync(join(root, 'docs/recipes')).map((name) => ({
  name,
  text: readFileSync(join(root, 'docs/recipes', name), 'utf8'),
}))

const workflow = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          with: z.record(z.string(), z.unknown()).default({}),
          run: z.string().optional(),
        }),
      ),
    }),
  ),
})
const action = z
  .object({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()) })
  .parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')))

const yamlOf = (text: string) => [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml)
const stepsOf = (yaml: string) =>
  Object.values(workflow.parse(parse(yaml)).jobs).flatMap(({ steps }) => steps)

test.each(recipes)('$name: its inputs and outputs are those of the action', ({ text }) => {
  const workflows = yamlOf(text).filter((yaml) => yaml.includes('jobs:'))
  expect(workflows).not.toEqual([])
  for (const yaml of workflows) {
    for (const { uses = '', with: inputs } of stepsOf(yaml))
      if (uses.startsWith('prisma-schema-drift/'))
        for (const input of Object.keys(inputs)) expect(action.inputs).toHaveProperty(input)
    for (const [, output = ''] of yaml.matchAll(/steps\.drift\.outputs\.([\w-]+)/g))
      expect(action.outputs).toHaveProperty(output)
  }
})

describe('a pull request with the plan', () => {
  const recipe = recipes.find(({ name }) => name === 'plan-pull-request.md')?.text ?? ''
  const script = yamlOf(recipe)
    .flatMap(stepsOf)
    .find(({ run }) => run?.includes('gh pr create'))?.run

  /** A checkout whose remote is a bare repository, and a `gh` that writes down what it is asked for. */
  async function scene(openPullRequests: string) {
    const folder = await gitFolder({ 'prisma/schema.prisma': schemaBefore })
    const tools = await folderWith({
      gh: `#!/bin/sh\necho "$@" >> "$0.log"\n[ "$2" = list ] && echo '${openPullRequests}'\nexit 0\n`,
      'gh.log': '',
      'plan.patch': planPatch(proved),
    })
    chmodSync(join(tools, 'gh'), 0o755)
    execFileSync('git', ['init', '--quiet', '--bare', join(tools, 'remote')])
    folder.git('remote', 'add', 'origin', join(tools, 'remote'))
    const run = () => {
      folder.git('switch', '--quiet', 'main')
      folder.git('branch', '--force', '--quiet', 'schema-drift/plan', 'main')
      folder.git('branch', '--delete', '--quiet', 'schema-drift/plan')
      execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script ?? 'false'], {
        cwd: folder.directory,
        env: {
          PATH: `${tools}:${process.env.PATH}`,
          BASE: 'main',
          PATCH: join(tools, 'plan.patch'),
          RUN: 'https://example.org/run',
        },
        stdio: 'pipe',
      })
    }
    const pushed = (path: string) =>
      execFileSync('git', ['-C', join(tools, 'remote'), 'show', `schema-drift/plan:${path}`], {
        encoding: 'utf8',
      })
    return { run, pushed, asked: () => readFileSync(join(tools, 'gh.log'), 'utf8'), tools }
  }

  test('pushes every file of the plan and opens a pull request', async () => {
    const { run, pushed, asked } = await scene('')
    run()
    for (const { path, content } of proved.files) expect(pushed(path)).toBe(content)
    expect(asked()).toMatch(
      /^pr create --base main --head schema-drift\/plan .*https:\/\/example\.org\/run$/m,
    )
  })

  test('brings the one that is open up to date', async () => {
    const { run, pushed, asked, tools } = await scene('7')
    run()
    const commit = () =>
      execFileSync('git', ['-C', join(tools, 'remote'), 'rev-parse', 'schema-drift/plan'], {
        encoding: 'utf8',
      })
    const first = commit()
    run()
    expect(commit()).toBe(first)
    const files = [{ path: 'prisma/schema.prisma', content: '' }]
    const patch = proved.schemaPatch.replaceAll('B2C', 'B2D')
    writeFileSync(join(tools, 'plan.patch'), planPatch({ files, schemaPatch: patch }))
    run()
    expect(pushed('prisma/schema.prisma')).toContain('B2D')
    expect(asked()).not.toContain('pr create')
  })
})
