import type { z } from 'zod'
import { severities } from '../model/finding.ts'
import { sides } from './config.ts'
import { alternatives, nearest } from './nearest.ts'
import { entryKeys, ruleNames } from './policy.ts'
import { type Given, type Problem, placeOf } from './problems.ts'

const examples: Readonly<Record<string, string>> = {
  ignore: '`- legacy_*`',
  severity: '`- { rule: index-extra, severity: info }`',
  decide: '`- { rule: column-default, side: repository }`',
}

/** What the keys of entries take. */
const choices: Readonly<Record<string, readonly string[]>> = {
  rule: ruleNames,
  severity: severities,
  side: sides,
}

/** What is wrong with the entries of a list, each at the line where it is written. */
export function policyProblems(option: Given, issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownEntryKey(option, issue.path, key))
      : wrongEntry(option, issue),
  )
}

function unknownEntryKey(option: Given, path: readonly PropertyKey[], key: string): Problem {
  const location = placed(option, [...path, key])
  const keys = entryKeys[option.name] ?? []
  const meant = nearest(key, keys)
  const hint = meant === null ? '.' : `; did you mean \`${meant}\`?`
  return {
    message: `\`${key}\`${placeOf(location)} is no key of an entry of \`${option.name}\`${hint}`,
    location,
    next: meant === null ? `The keys are ${alternatives(keys)}.` : `Write \`${meant}\`.`,
  }
}

function wrongEntry(option: Given, { path, message }: z.core.$ZodIssue): Problem {
  const location = placed(option, path)
  const place = placeOf(location)
  const key = path.length > 2 ? String(path.at(-1)) : null
  const value = valueAt(option, path)
  const example = `Write for example ${examples[option.name]}.`
  if (path.length === 1)
    return { message: `\`${option.name}\`${place} takes a list.`, location, next: example }
  if (key === null) {
    const lacks = typeof value === 'object' ? `needs ${message}` : `is \`${String(value)}\`, and takes keys`
    return { message: `An entry of \`${option.name}\`${place} ${lacks}.`, location, next: example }
  }
  if (value === undefined)
    return { message: `An entry of \`${option.name}\`${place} needs \`${key}\`.`, location, next: example }
  const known = choices[key] ?? []
  const meant = nearest(String(value), known)
  const hint = meant === null ? '.' : `; did you mean \`${meant}\`?`
  const takes =
    key === 'rule'
      ? 'which is no rule'
      : `and takes ${known.length > 0 ? alternatives(known) : typeof value === 'object' ? 'one value' : message}`
  return {
    message: `\`${key}\`${place} is \`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\`, ${takes}${hint}`,
    location,
    next:
      meant !== null
        ? `Write \`${meant}\`.`
        : key === 'rule'
          ? 'See docs/rules/README.md for all rules.'
          : `Correct \`${key}\`.`,
  }
}

function placed({ locate, location }: Given, path: readonly PropertyKey[]): Given['location'] {
  return locate === undefined ? location : locate(path.slice(1))
}

function valueAt({ value }: Given, path: readonly PropertyKey[]): unknown {
  return path
    .slice(1)
    .reduce<unknown>(
      (held, step) => (typeof held === 'object' && held !== null ? Reflect.get(held, step) : undefined),
      value,
    )
}
