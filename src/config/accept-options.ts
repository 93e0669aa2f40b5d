import { z } from 'zod'
import { type Day, isDay, laterDay } from '../model/day.ts'
import { Failure } from '../model/failure.ts'

interface AcceptOption {
  readonly name: keyof AcceptOptions
  readonly value: string
  readonly description: string
  readonly repeatable: boolean
}

/** What `baseline` takes beside the options of `check`. */
export const acceptOptions: readonly AcceptOption[] = [
  { name: 'reason', value: 'TEXT', description: 'Why these findings are accepted.', repeatable: false },
  { name: 'owner', value: 'NAME', description: 'Who answers for it.', repeatable: false },
  {
    name: 'expires',
    value: 'DATE',
    description: 'The last day on which it holds, as `2027-03-31`, or days from now, as `30d`.',
    repeatable: false,
  },
  {
    name: 'only',
    value: 'RULE|GLOB',
    description: 'Accept the findings of this rule or on these objects alone; may be repeated.',
    repeatable: true,
  },
]

const text = z.string().trim().min(1).nullable().default(null)
const shape = z.object({
  reason: text,
  owner: text,
  expires: text,
  only: z.array(z.string().trim().min(1)).default([]),
})

export interface AcceptOptions {
  readonly reason: string | null
  readonly owner: string | null
  readonly expires: Day | null
  readonly only: readonly string[]
}

/** Reads what `baseline` was given beside the options of `check`; a Failure `config-invalid` where it cannot be. */
export function readAcceptOptions(
  given: Readonly<Record<string, unknown>>,
  today: Day,
): AcceptOptions | Failure {
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0])
    return invalid(`\`--${name}\` is empty.`, `Give \`--${name}\` a value, or leave it out.`)
  }
  const { expires } = parsed.data
  const day = expires === null ? null : lastDay(expires, today)
  if (expires !== null && day === null)
    return invalid(
      `\`--expires\` is \`${expires}\`; it takes a day as in \`2027-03-31\`, or days from now as in \`30d\`.`,
      'Correct `--expires`.',
    )
  if (day !== null && day < today)
    return invalid(`\`--expires\` is ${day}, which is over.`, 'Give a day that is not over.')
  return { ...parsed.data, expires: day }
}

function lastDay(text: string, today: Day): Day | null {
  const days = /^(\d{1,4})d$/.exec(text)?.[1]
  if (days !== undefined) return laterDay(today, Number(days))
  return isDay(text) ? text : null
}

function invalid(message: string, next: string): Failure {
  return new Failure({ stage: 'config', code: 'config-invalid', message, next: [next] })
}
