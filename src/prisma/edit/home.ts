import { plural } from '../../model/inflect.ts'
import { lowerFirst, snakeCase, wordsOf } from '../../model/letter-case.ts'
import { compareText } from '../../model/object.ts'
import type { SchemaFile } from '../../model/project.ts'
import type { OutlineBlock } from './outline.ts'

/** Where a new block goes: behind another one, or into a file that is new where no block is told. */
export interface Home {
  readonly path: string
  readonly behind: OutlineBlock | null
}

/**
 * The file for a new model or enum: that of what it refers to or is used by; a new one where each model has its own.
 * @param name what it is called
 * @param blocks those that stay
 * @param near the blocks that it refers to and that refer to it, the nearest first
 */
export function homeOf(
  keyword: string,
  name: string,
  near: readonly OutlineBlock[],
  blocks: readonly OutlineBlock[],
  files: readonly SchemaFile[],
): Home {
  const alike = blocks.filter(({ block }) => block.keyword.text === keyword)
  const isModel = keyword !== 'enum'
  const models = isModel ? alike : blocks.filter(({ block }) => block.keyword.text === 'model')
  if (isModel && isOnePerFile(models)) {
    const path = newPath(name, near, models)
    if (!files.some((file) => file.path === path)) return { path, behind: null }
  }
  const onlyEnums = alike.filter(({ file }) => !models.some((model) => model.file === file))
  const path =
    (isModel ? undefined : onlyEnums.at(-1)?.file) ??
    near[0]?.file ??
    models.at(-1)?.file ??
    alike.at(-1)?.file ??
    blocks.at(-1)?.file ??
    'schema.prisma'
  const here = blocks.filter(({ file }) => file === path)
  const behind = here.findLast(({ block }) => block.keyword.text === keyword) ?? here.at(-1) ?? null
  return { path, behind }
}

function isOnePerFile(models: readonly OutlineBlock[]): boolean {
  return models.length > 1 && new Set(models.map(({ file }) => file)).size === models.length
}

/** Ways in which files are named after their models. */
const forms: readonly ((name: string) => string)[] = [
  snakeCase,
  (name) => wordsOf(name).join('-'),
  lowerFirst,
  (name) => name,
  (name) => plural(lowerFirst(name)),
  (name) => plural(snakeCase(name)),
  (name) => plural(wordsOf(name).join('-')),
  (name) => lowerFirst(name).toLowerCase(),
]

function newPath(name: string, near: readonly OutlineBlock[], models: readonly OutlineBlock[]): string {
  const named = models.map(({ file, block }) => ({ ...partsOf(file), name: block.name.text }))
  const fitting = forms.map((form) => named.filter((each) => form(each.name) === each.base).length)
  const best = forms[fitting.indexOf(Math.max(...fitting))] ?? snakeCase
  const neighbours = near.map(({ file }) => partsOf(file).folder)
  const folders = named.map(({ folder }) => folder).sort(compareText)
  const [folder = ''] = neighbours.length > 0 ? neighbours : folders
  return `${folder}${best(name)}.prisma`
}

function partsOf(path: string): { readonly folder: string; readonly base: string } {
  const at = path.lastIndexOf('/') + 1
  const file = path.slice(at)
  return { folder: path.slice(0, at), base: file.replace(/(?:\.model)?\.prisma$/, '') }
}
