/** Holds the URL of the database of ours. */
export const urlVariable = 'PRISMA_SCHEMA_DRIFT_DATABASE_URL'

/** A schema file that takes its URLs from the environment alone. */
export interface LentUrl {
  readonly content: string
  /** The variables that must hold the URL. */
  readonly variables: readonly string[]
  /** The literals that were replaced, in order. */
  readonly literals: readonly string[]
}

const datasource = /^[ \t]*datasource\s+\w+\s*\{[^}]*\}/gm
const setting =
  /^([ \t]*(?:url|directUrl|shadowDatabaseUrl)[ \t]*=[ \t]*)(?:env\([ \t]*"([^"]*)"[ \t]*\)|("[^"\n]*"))/gm

/**
 * Makes the datasource of a schema for Prisma 5 or 6 read its URLs from variables: those it names already, and one
 * of ours in place of each literal, so that lines and columns before it stay where they are.
 */
export function lendUrl(content: string): LentUrl {
  const variables: string[] = []
  const literals: string[] = []
  const lent = content.replace(datasource, (block) =>
    block.replace(
      setting,
      (text, start: string, variable: string | undefined, literal: string | undefined) => {
        if (literal === undefined) {
          if (variable) variables.push(variable)
          return text
        }
        literals.push(literal)
        variables.push(`${urlVariable}_${literals.length}`)
        return `${start}env("${urlVariable}_${literals.length}")`
      },
    ),
  )
  return { content: lent, variables, literals }
}

/** Puts the literals back that `lendUrl` replaced. */
export function restoreUrl(content: string, literals: readonly string[]): string {
  const ours = new RegExp(`env\\("${urlVariable}_(\\d+)"\\)`, 'g')
  return content.replace(ours, (text, number) => literals[Number(number) - 1] ?? text)
}
