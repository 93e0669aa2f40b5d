import { compareText } from '../../model/object.ts'
import { outcomeRule } from '../rule.ts'

/** One finding a file: its first diagnostic at its line, and how many more there are. */
export const schemaInvalid = outcomeRule('schema-invalid', ({ diagnostics }) => {
  const files = new Map<string, typeof diagnostics>()
  for (const diagnostic of diagnostics) {
    const file = diagnostic.location?.file ?? 'schema.prisma'
    files.set(file, [...(files.get(file) ?? []), diagnostic])
  }
  return [...files]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([file, [first, ...more]]) => {
      if (!first) return []
      const text = first.message
        .replaceAll(/\s+/g, ' ')
        .trim()
        .replace(/(?<![.!?])$/, '.')
      const others =
        more.length === 1 ? ' There is 1 more error in it.' : ` There are ${more.length} more errors in it.`
      return {
        object: { kind: 'file' as const, name: file },
        circumstance: 'default' as const,
        message: `The schema does not validate: ${text}${more.length > 0 ? others : ''}`,
        consequence:
          'Prisma makes no client and runs no migration from it. Nothing was compared with schema.prisma: fix this first.',
        location: first.location,
      }
    })
})
