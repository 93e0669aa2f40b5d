import { outcomeRule } from '../rule.ts'
import { code, listed, name as nameOf } from '../wording.ts'

const most = 5

export const migrationPending = outcomeRule('migration-pending', ({ history, healed }) => {
  const { pending: all = [], failed = [] } = history?.diagnosis ?? {}
  const pending = all.filter((migration) => !failed.some(({ name }) => name === migration.name))
  const last = pending.at(-1)
  return pending.map((migration) => ({
    object: { kind: 'migration' as const, name: migration.name },
    circumstance: 'default' as const,
    message: `${code(migration.name)} is in the repository and has not run in production.`,
    consequence: `The next \`prisma migrate deploy\` runs it.${migration === last ? settles(healed.map(nameOf), pending.length) : ''}`,
    location: { file: migration.file, line: 1 },
  }))
})

function settles(names: readonly string[], count: number): string {
  if (names.length === 0) return ''
  const more = names.length - most
  const shown = more > 0 ? [...names.slice(0, most), `${more} more`] : names
  const who = count === 1 ? 'It settles' : 'The pending migrations settle'
  return ` ${who} what is out of line in production now: ${listed(shown)}.`
}
