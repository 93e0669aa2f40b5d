import type { BlockContent, PhrasingContent } from 'mdast'
import type { Plan } from '../../model/plan.ts'
import type { RenderOptions } from '../options.ts'
import { editedFiles, isPlain, planPatch, stepsDiff, stepsSql } from '../plan/blocks.ts'
import { type PhaseOutline, type PlanOutline, planOutline, type StepGroup } from '../plan/outline.ts'
import { clip, visibleLines } from '../prose.ts'
import { plural } from '../summary.ts'
import {
  code,
  details,
  heading,
  join,
  lineBreak,
  list,
  paragraph,
  prose,
  small,
  strong,
  words,
} from './nodes.ts'
import { proofDetails, proofTable } from './proof.ts'

/** How much of a plan is told, the most first: what does not fit is in the files and the job summary. */
export const planDetails = ['whole', 'no-patch', 'no-code', 'lead'] as const
export type PlanDetail = (typeof planDetails)[number]

/** The alignment plan: what it does and whether that is proved, and behind clicks each phase, ready to be applied. */
export function planSection(plan: Plan, detail: PlanDetail, options: RenderOptions): BlockContent[] {
  const outline = planOutline(plan)
  const mark = { proved: '✅', failed: '❌', 'not-run': '⚠️' }[plan.proof.status]
  return [
    heading(3, words(`🧭 ${outline.title}`)),
    paragraph(...prose([outline.lead, outline.risk ?? ''].join(' ').trim())),
    ...(outline.proof === null ? [] : [paragraph(words(`${mark} `), strong(...prose(outline.proof)))]),
    ...(outline.isFix ? [] : proofTable(plan, options)),
    ...suggestedWords(options),
    ...(detail === 'lead'
      ? [left(outline.isFix, options)]
      : [
          ...decisions(outline),
          ...outline.phases.flatMap((phase, index) => phaseBlock(phase, index, plan, detail)),
          ...(outline.isFix ? [...execution(plan, detail, options), ...proofDetails(plan, options)] : []),
          ...(detail === 'whole' ? [] : [left(outline.isFix, options)]),
        ]),
  ]
}

function suggestedWords({ suggested }: RenderOptions): BlockContent[] {
  if (!suggested || suggested.shown === 0) return []
  const { shown, all } = suggested
  const which =
    shown < all
      ? `${shown} of the ${all} changes of the schema are`
      : all === 1
        ? 'The change of the schema is'
        : `All ${all} changes of the schema are`
  const rest = shown < all ? '; the others are in the patch' : ''
  return [paragraph(words(`💬 ${which} suggested on lines of this pull request${rest}.`))]
}

/** From how many steps on, what a person must decide is behind a click. */
const mostOpen = 6

function decisions({ decisions: { steps, groups } }: PlanOutline): BlockContent[] {
  if (steps === 0) return []
  const items = groups.flatMap(groupItems)
  const title = `🧑 For a person to decide: ${plural(steps, 'step')}`
  return steps > mostOpen
    ? details(title, ...joined(items))
    : [paragraph(strong(words(title))), ...joined(items)]
}

function phaseBlock(
  { title, steps, groups, locks }: PhaseOutline,
  index: number,
  plan: Plan,
  detail: PlanDetail,
): BlockContent[] {
  const content = groups.flatMap((group) => [
    ...groupItems(group),
    ...(detail === 'no-code' ? [] : groupCode(group, plan)),
  ])
  const legend = locks.length === 0 ? [] : [paragraph(...small(...prose(locks.join(' '))))]
  return details(`${index + 1}. ${title}: ${plural(steps, 'step')}`, ...joined(content), ...legend)
}

/** Makes one list of those that stand side by side. */
function joined(blocks: readonly BlockContent[]): BlockContent[] {
  const all: BlockContent[] = []
  for (const block of blocks) {
    const last = all.at(-1)
    if (last?.type === 'list' && block.type === 'list')
      all[all.length - 1] = { ...last, children: [...last.children, ...block.children] }
    else all.push(block)
  }
  return all
}

/** The reason above its steps; below the step where there is one alone. */
function groupItems({ why, steps, notes }: StepGroup): BlockContent[] {
  const items = steps.map(({ step, notes: own }) => [...prose(step.title, 300), ...noteWords(own)])
  const [first, ...others] = items
  if (first !== undefined && others.length === 0)
    return [list([[paragraph(...first, lineBreak, ...prose(why))]])]
  return [paragraph(...prose(why), ...noteWords(notes)), list(items.map((item) => [paragraph(...item)]))]
}

function noteWords(notes: readonly string[]): PhrasingContent[] {
  if (notes.length === 0) return []
  return [
    words(' '),
    ...small(
      ...join(
        ' · ',
        notes.map((note) => prose(note, 300)),
      ),
    ),
  ]
}

function groupCode({ steps }: StepGroup, plan: Plan): BlockContent[] {
  const own = steps.map(({ step }) => step)
  return [...block('sql', stepsSql(own)), ...block('diff', stepsDiff(own, plan))]
}

function block(lang: string, lines: readonly string[]): BlockContent[] {
  return lines.length === 0
    ? []
    : [{ type: 'code', lang, value: lines.map((line) => clip(line, 500)).join('\n') }]
}

/** What is done in which order, the way back, and all that is written. */
function execution(plan: Plan, detail: PlanDetail, options: RenderOptions): BlockContent[] {
  const { commands, rollbackSql, migrationSql } = plan
  const back = rollbackSql === '' ? [] : [paragraph(words('The way back:')), ...sql(rollbackSql)]
  return [
    ...(commands.length === 0
      ? []
      : details(
          'How to carry it out, and the way back',
          paragraph(
            words(
              plan.files.length === 0
                ? 'With the '
                : 'Once the files below are reviewed and committed, with the ',
            ),
            code('DATABASE_URL'),
            words(' of production:'),
          ),
          ...block(
            'sh',
            commands.flatMap((command) => visibleLines(command)),
          ),
          ...(detail === 'whole' ? back : []),
        )),
    ...(detail === 'whole' ? [...patchDetails(plan, options), ...migrationDetails(migrationSql)] : []),
  ]
}

function migrationDetails(migrationSql: string): BlockContent[] {
  return migrationSql === '' ? [] : details('The new migrations', ...sql(migrationSql))
}

function sql(text: string): BlockContent[] {
  return [{ type: 'code', lang: 'sql', value: visibleLines(text.trim()).join('\n') }]
}

/** As a command that can be pasted into a shell: no line of a patch is the word that ends it. */
function patchDetails(plan: Plan, { directory }: RenderOptions): BlockContent[] {
  const patch = planPatch(plan)
  if (patch === '') return []
  const edited = editedFiles(plan).size
  const added = plan.files.length - edited
  const counts = [
    ...(edited === 0 ? [] : [`${plural(edited, 'file')} edited`]),
    ...(added === 0 ? [] : [`${added} new`]),
  ].join(', ')
  const place = directory === undefined || directory === '' ? [] : [words(' in '), code(directory)]
  const body = isPlain(patch)
    ? [
        paragraph(
          words('Paste it into a shell'),
          ...place,
          words(', or run '),
          code('prisma-schema-drift fix'),
          words(' with the options of this check.'),
        ),
        { type: 'code' as const, lang: 'sh', value: `git apply <<'PATCH'\n${patch}PATCH` },
      ]
    : [
        paragraph(
          words('It holds characters that a comment cannot carry: run '),
          code('prisma-schema-drift fix'),
          words(' with the options of this check.'),
        ),
      ]
  return details(`The patch: ${counts}`, ...body)
}

/** Where the rest of a plan is that did not fit. */
function left(isFix: boolean, { commentKey }: RenderOptions): BlockContent {
  const place = commentKey === undefined ? 'the JSON report' : 'the job summary and the report files'
  return paragraph(
    ...small(
      words(`The plan is shortened here; the whole is in ${place}`),
      ...(isFix ? [words(', and '), code('prisma-schema-drift fix'), words(' writes it')] : []),
      words('.'),
    ),
  )
}
