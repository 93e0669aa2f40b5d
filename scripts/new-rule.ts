import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { severities } from '../src/drift/severity.ts'
import { type ObjectKind, objectKinds } from '../src/model/object.ts'
import { ruleTitle } from '../src/report/rule-words.ts'
import { ruleCode, variableOf } from './new-rule/code.ts'
import { caseFiles, page } from './new-rule/texts.ts'

/**
 * Begins a rule: its file, its place in the list and in the table of severities, its page and a case. What it needs
 * to be right, and not only there, is written by hand; the tests fail until it is.
 *
 *     npm run new-rule table-owner
 *
 * An id is `<kind of object>-<what>`: `view-extra`, `materialized-view-missing`, `table-owner`.
 */
export interface RuleName {
  readonly id: string
  readonly kind: ObjectKind
  /** `missing`, `extra`, `definition`, or the attribute that the rule is about. */
  readonly what: string
}

/** Takes an id apart. @throws an Error that says what is wrong with it. */
export function parseRuleId(id: string): RuleName {
  if (!/^[a-z]+(?:-[a-z]+)+$/.test(id))
    throw new Error(`${id} is no rule id: it is <kind of object>-<what>, in small letters, as in table-owner`)
  if (id in severities) throw new Error(`there is a rule ${id} already: src/drift/rules/${id}.ts`)
  const [kind] = objectKinds.filter((each) => id.startsWith(`${each}-`)).sort((a, b) => b.length - a.length)
  if (kind === undefined)
    throw new Error(
      `${id} begins with no kind of object: they are ${objectKinds.join(', ')} (src/model/object.ts)`,
    )
  return { id, kind, what: id.slice(kind.length + 1) }
}

/**
 * The files of a new rule, and those that it changes, by path.
 * @param read a file of the project by its path
 * @throws an Error when the id will not do
 */
export function newRule(id: string, read: (path: string) => string): Readonly<Record<string, string>> {
  const name = parseRuleId(id)
  const change = (path: string, edit: (text: string) => string) => ({ [path]: edit(read(path)) })
  const title = ruleTitle(id).replace(/\.$/, '')
  const severity = name.what === 'missing' ? 'error' : 'warning'
  const reason = name.what === 'missing' ? 'what uses it fails' : 'it is other than the repository says'
  const row = (text: string) =>
    afterLast(
      text,
      (line) => line.startsWith(`| [\`${name.kind}-`),
      /^\| \[`/,
      `| [\`${id}\`](${id}.md) | ${severity} | ${title} |`,
    )
  return {
    [`src/drift/rules/${id}.ts`]: ruleCode(name),
    [`docs/rules/${id}.md`]: page(name, title),
    ...caseFiles(name, severity),
    ...change('src/drift/rules/index.ts', (text) => listed(text, name)),
    ...change('src/drift/severity.ts', (text) =>
      afterLast(
        text,
        (line) => line.startsWith(`  '${name.kind}-`),
        /^ {2}'[a-z-]+': .*,$/,
        `  '${id}': { default: ${severity}('${reason}') },`,
      ),
    ),
    ...change('docs/rules/README.md', row),
  }
}

/** Puts a line behind the last that is its like, else behind the last of all. */
function afterLast(text: string, isLike: (line: string) => boolean, any: RegExp, added: string): string {
  const lines = text.split('\n')
  const like = lines.findLastIndex(isLike)
  const at = like < 0 ? lines.findLastIndex((line) => any.test(line)) : like
  return lines.toSpliced(at + 1, 0, added).join('\n')
}

/** The list of rules with the new one, behind those of its kind. */
function listed(text: string, { id, kind }: RuleName): string {
  const variable = variableOf(id)
  const own = new RegExp(`^  ${variableOf(kind)}[A-Z]\\w*,$`)
  const imported = `import { ${variable} } from './${id}.ts'\n${text}`
  return afterLast(imported, (line) => own.test(line), /^ {2}\w+,$/, `  ${variable},`)
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..')
  const [id = ''] = process.argv.slice(2)
  const files = newRule(id, (path) => readFileSync(join(root, path), 'utf8'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  const code = Object.keys(files).filter((path) => path.startsWith('src/'))
  execFileSync('node_modules/.bin/biome', ['check', '--write', '--log-level=error', ...code], { cwd: root })
  console.log(Object.keys(files).join('\n'))
  console.log(
    'Then: its words on the page, production.sql of its case, a case in which it is silent, and two in __tests__/drift.',
  )
}
