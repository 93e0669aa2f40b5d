import { rules } from './rules/index.ts'

/** The verdicts that a rule speaks for; none for a rule about migrations or files. */
export function attributesOf(rule: string): readonly string[] {
  const found = rules.find(({ id }) => id === rule)
  return found && 'explains' in found ? found.explains : []
}
