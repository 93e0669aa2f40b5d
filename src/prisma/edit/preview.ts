import { propertyValue, stringsOf } from '../psl/query.ts'
import { insertAfter } from './members.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import { because, type ReasonedEdit } from './text-edits.ts'

/** What a preview feature must be switched on for. */
const features = [{ name: 'partialIndexes', code: /\bwhere: / }]

/** Can the files say this? Where no generator has a preview feature nor gets it, they cannot say what needs it. */
export function isSayable(code: string, own: Outline, pulled: Outline): boolean {
  return features.every(
    (feature) =>
      !feature.code.test(code) ||
      [own, pulled].some(({ blocks }) => blocks.some((block) => isOn(block, feature.name))),
  )
}

/** Switches on the preview features without which the edits would not validate, in the generators where db pull does. */
export function alignPreviews(
  own: Outline,
  pulled: Outline,
  edits: readonly ReasonedEdit[],
): readonly ReasonedEdit[] {
  return features.flatMap(({ name, code }) => {
    const reasons = [...new Set(edits.filter(({ text }) => code.test(text)).flatMap((edit) => edit.reasons))]
    if (reasons.length === 0) return []
    return own.blocks
      .filter(({ block }) => block.keyword.text === 'generator')
      .flatMap((generator) => {
        const wanted = pulled.named(generator.block.name.text)
        if (!wanted || !isOn(wanted, name) || isOn(generator, name)) return []
        const existing = propertyValue(generator.block, 'previewFeatures')
        const { file, block } = generator
        if (existing?.kind !== 'array')
          return because(reasons, [
            insertAfter(generator, block.members.at(-1) ?? null, `previewFeatures = ["${name}"]`),
          ])
        const at = existing.items.at(-1)?.end ?? existing.end - 1
        const text = existing.items.length > 0 ? `, "${name}"` : `"${name}"`
        return because(reasons, [{ file, start: at, end: at, text }])
      })
  })
}

function isOn({ block }: OutlineBlock, feature: string): boolean {
  if (block.keyword.text !== 'generator') return false
  return stringsOf(propertyValue(block, 'previewFeatures')).includes(feature)
}
