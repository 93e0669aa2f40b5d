import type { Location } from '../model/finding.ts'
import { alternatives, nearest } from './nearest.ts'
import { type Door, type OptionName, optionList } from './options.ts'

/** One option as one door or the config file gave it. */
export interface Given {
  readonly name: OptionName
  readonly value: unknown
  readonly door: Door
  readonly location: Location | null
  /** The place of what lies within the value, by keys and indexes; the file knows it. */
  readonly locate?: (path: readonly PropertyKey[]) => Location
}

/** What is wrong, in whole sentences that name the key and its place, and what to do. */
export interface Problem {
  readonly code?: 'input-missing'
  readonly message: string
  readonly location: Location | null
  readonly next: string
}

/** How an option is written where it was given: `--fail-on`, or `fail-on` with the file and line. */
export function nameAt({ name, door, location }: Pick<Given, 'name' | 'door' | 'location'>): string {
  return door === 'cli' ? `\`--${name}\`` : `\`${name}\`${placeOf(location)}`
}

/**
 * A key that may not be given here, or nowhere.
 * @param here the names that may
 */
export function unknownKey(
  key: string,
  door: Door,
  location: Location | null,
  here: readonly string[],
): Problem {
  const place = placeOf(location)
  const elsewhere = optionList.find(({ name }) => name === key)
  if (elsewhere !== undefined)
    return {
      message: `\`${key}\`${place} cannot be given ${doorNames[door]}.`,
      location,
      next: `Give \`${key}\` ${elsewhere.doors.map((other) => doorNames[other]).join(' or ')}.`,
    }
  const meant = nearest(key, here)
  return meant === null
    ? {
        message: `\`${key}\`${place} is no option.`,
        location,
        next: `The options are ${alternatives(here)}.`,
      }
    : {
        message: `\`${key}\`${place} is no option; did you mean \`${meant}\`?`,
        location,
        next: `Write \`${meant}\`.`,
      }
}

/**
 * A value that the option does not take.
 * @param expected what it takes, where the option has no list of values
 */
export function wrongValue(option: Given, expected: string): Problem {
  const { name, value, location } = option
  const called = nameAt(option)
  if (value !== null && typeof value === 'object' && name !== 'report')
    return {
      message: `${called} takes one value, not a list or a map.`,
      location,
      next: `Give \`${name}\` one value.`,
    }
  const text = String(value ?? '').trim()
  if (text === '')
    return { message: `${called} is empty.`, location, next: `Give \`${name}\` a value, or leave it out.` }
  const choices = optionList.find((known) => known.name === name)?.choices ?? null
  const takes = choices === null ? expected : alternatives(choices)
  const meant = choices === null ? null : nearest(text, choices)
  // Even a mistyped URL can hold a password.
  const is = name === 'database-url' ? 'is something else' : `is \`${text}\``
  return {
    message: `${called} ${is}; it takes ${takes}.`,
    location,
    next: meant === null ? `Give \`${name}\` ${takes}.` : `Write \`${meant}\`.`,
  }
}

const doorNames: Record<Door, string> = {
  cli: 'on the command line',
  action: 'as an input of the action',
  file: 'in the config file',
}

/** The place of something in a sentence: ` (schema-drift.yml:3)`; '' where it has none. */
export function placeOf(location: Location | null): string {
  return location === null ? '' : ` (${location.file}:${location.line})`
}
