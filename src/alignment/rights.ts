import type { Difference, Drift } from '../drift/difference.ts'
import { attributesOf } from '../drift/rules-of.ts'
import type { Finding } from '../model/finding.ts'
import { objectName } from '../model/object.ts'
import { alterObject, createObject, dropObject } from './ddl/index.ts'
import type { Situation, Statement } from './ddl/statement.ts'
import { repositoryOf } from './repository.ts'
import { withAttributes } from './with-attributes.ts'

/** The rules that are about who may do what. */
const rules: ReadonlySet<string> = new Set(['policy-extra', 'policy-definition', 'rls-enabled', 'grants'])

/** Is it about who may do what, which no tool decides unless it is told for this very finding? */
export function isAboutRights({ rule }: Finding): boolean {
  return rules.has(rule)
}

/**
 * What to choose between, where it is about who may do what: the entry of the config that says who is right, and what
 * production would run.
 * @param schema where names live that have no schema
 */
export function rightsToChoose(
  finding: Finding,
  difference: Difference,
  drift: Drift,
  schema: string,
): string {
  const entry = (side: string) =>
    `\`decide: [{ rule: ${finding.rule}, object: ${JSON.stringify(objectName(finding.object))}, side: ${side} }]\``
  const sql = toRepository(finding, difference, drift, schema).map((each) => `${each.sql};`)
  const run = sql.length === 0 ? '' : ` (\`${sql.join(' ').replaceAll(/\s+/g, ' ')}\`)`
  return `Who may do what is for a person. If production is right, ${entry('production')} in the config puts it into the migrations; if the repository is, \`side: repository\` changes production${run}.`
}

/** What makes production as the repository has it, of what the finding is about. */
function toRepository(
  { rule }: Finding,
  { id, database, lines }: Difference,
  { catalogs, context }: Drift,
  schema: string,
): readonly Statement[] {
  const wanted = repositoryOf(lines, context)
  const situation: Situation = {
    schema,
    mayExist: false,
    live: true,
    catalog: catalogs.deployed ?? catalogs.production,
  }
  if (database === null) return wanted ? createObject(wanted, id, situation) : []
  if (wanted === null) return dropObject(database, id, situation)
  return alterObject(database, withAttributes(database, wanted, attributesOf(rule)), id, situation) ?? []
}
