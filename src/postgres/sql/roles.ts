import { unquote, type Word, words } from './head.ts'
import { splitStatements } from './split.ts'

/** One command of a script, also of the body of a DO block and of an EXECUTE in it. */
interface Command {
  readonly tokens: readonly Word[]
  /** Where it stands in the script, its semicolon left out. */
  readonly from: number
  readonly to: number
  /** Does it stand in PL/pgSQL, where something must stay in its place? */
  readonly inBody: boolean
}

/**
 * The roles that a script names and cannot do without, sorted by where they first stand: of policies, grants,
 * owners, default privileges, and those that it makes or alters itself. What is put together at run time is not seen.
 * https://www.postgresql.org/docs/current/sql-grant.html
 */
export function namedRoles(sql: string): readonly string[] {
  return [...new Set([...commandsOf(sql)].flatMap(({ tokens }) => rolesOf(tokens)))]
}

/**
 * The script with the default privileges of any role as those of who runs it: in production that is the owner of what
 * is made, in a throwaway database it is another.
 * @returns blanks in place of FOR ROLE, so that lines and offsets stay
 */
export function asOneOwner(sql: string): string {
  return blanked(sql, ({ tokens, from }) => {
    if (!/^ALTER DEFAULT PRIVILEGES FOR (?:ROLE|USER)\b/.test(headOf(tokens, 5))) return null
    const list = tokens.slice(5)
    const past = list.findIndex(({ text }, index) => index % 2 === 1 && text !== ',')
    const [first, last] = [tokens[3], list[past - 1]]
    const start = tokens[0]?.offset ?? 0
    return first && last
      ? { from: from + first.offset - start, to: from + last.offset + last.text.length - start }
      : null
  })
}

/**
 * The script without what is done to roles themselves: CREATE, ALTER and DROP ROLE, memberships, and who the
 * session runs as. Roles belong to the whole server, so that such a command runs once and not in every database.
 * @returns blanks in its place, so that lines and offsets stay
 */
export function withoutRoleCommands(sql: string): string {
  return blanked(sql, ({ tokens, from, to, inBody }) =>
    // No command about roles is shorter.
    isAboutRoles(tokens) ? { from, to, instead: inBody ? 'NULL' : '' } : null,
  )
}

interface Blank {
  readonly from: number
  readonly to: number
  readonly instead?: string
}

function blanked(sql: string, blankOf: (command: Command) => Blank | null): string {
  let result = ''
  let at = 0
  for (const command of commandsOf(sql)) {
    const blank = blankOf(command)
    if (!blank) continue
    const { from, to, instead = '' } = blank
    result += sql.slice(at, from) + instead + sql.slice(from + instead.length, to).replace(/[^\n\r]/g, ' ')
    at = to
  }
  return result + sql.slice(at)
}

/** Without one of these no command names a role; scripts are many, and few of them do. */
const hint =
  /\b(?:grant|revoke|policy|authorization|owner\s+to|owned\s+by|default\s+privileges|(?:create|alter|drop|on|for|set|reset|local|session)\s+(?:role|user|group))\b/i

function* commandsOf(sql: string, start = 0, inBody = false): Generator<Command> {
  if (!hint.test(sql)) return
  for (const { text, offset } of splitStatements(sql)) {
    if (!hint.test(text)) continue
    const all = [...words(text)]
    const tokens = inBody ? all.slice(beginning(all)) : all
    const [first] = tokens
    if (first === undefined) continue
    const at = start + offset
    const runsText = first.kind === 'word' && first.text.toUpperCase() === (inBody ? 'EXECUTE' : 'DO')
    if (!runsText) {
      const last = tokens.findLast(({ kind }) => kind !== 'semicolon') ?? first
      yield { tokens, from: at + first.offset, to: at + last.offset + last.text.length, inBody }
      continue
    }
    for (const token of tokens.filter(({ kind }) => kind === 'string')) {
      const [, tag = "'"] = /^(\$\w*\$)/.exec(token.text) ?? []
      const open = token.text.indexOf(tag) + tag.length
      yield* commandsOf(token.text.slice(open, -tag.length), at + token.offset + open, !inBody)
    }
  }
}

const openings = new Set(['BEGIN', 'THEN', 'ELSE', 'LOOP'])

/** Which token of a statement of PL/pgSQL its command begins with, past `BEGIN IF … THEN`. */
function beginning(tokens: readonly Word[]): number {
  let depth = 0
  let found = 0
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind === 'open') depth++
    else if (kind === 'close') depth--
    else if (kind === 'word' && depth === 0 && openings.has(text.toUpperCase())) found = index + 1
  }
  return found
}

/** The first words of a command, in capitals. */
function headOf(tokens: readonly Word[], length = 4): string {
  return tokens
    .slice(0, length)
    .map(({ text }) => text.toUpperCase())
    .join(' ')
}

const ofRoles = /^(?:CREATE|ALTER|DROP|COMMENT ON) (?:ROLE|USER(?! MAPPING)|GROUP)\b/
const ofSession = /^(?:SET|RESET) (?:(?:SESSION|LOCAL) )?(?:ROLE|(?:SESSION )?AUTHORIZATION)\b/
const ofRights = /^(?:GRANT|REVOKE)\b/

function isAboutRoles(tokens: readonly Word[]): boolean {
  const head = headOf(tokens)
  return ofRoles.test(head) || ofSession.test(head) || isMembership(head, tokens)
}

/** `GRANT one TO another`: rights stand ON something. */
function isMembership(head: string, tokens: readonly Word[]): boolean {
  return ofRights.test(head) && !tokens.some(({ kind, text }) => kind === 'word' && /^on$/i.test(text))
}

/** After which words a command names roles, by its head. */
const naming: readonly (readonly [head: RegExp, after: RegExp])[] = [
  [/^(?:CREATE|ALTER) POLICY\b/, /^(?!RENAME )\S+ TO$/],
  [/^CREATE SCHEMA\b/, / AUTHORIZATION$/],
  [/^ALTER DEFAULT PRIVILEGES\b/, / (?:TO|FROM)$|^FOR (?:ROLE|USER)$/],
  [ofRights, / (?:TO|FROM)$|^GRANTED BY$/],
  [/^(?:REASSIGN|DROP) OWNED\b/, / (?:TO|BY)$/],
  [/^(?:CREATE|ALTER|DROP) USER MAPPING\b/, / FOR$/],
  [ofRoles, /^(?:CREATE|ALTER|ON) (?:ROLE|USER|GROUP)$|^RENAME TO$/],
  [/^ALTER\b/, /^OWNER TO$/],
]

function rolesOf(tokens: readonly Word[]): readonly string[] {
  const head = headOf(tokens)
  const after = naming.find(([pattern]) => pattern.test(head))?.[1]
  const granted = isMembership(head, tokens) ? readRoles(tokens, 1) : []
  if (!after) return granted
  const roles: string[] = [...granted]
  let depth = 0
  let previous = ''
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind === 'open') depth++
    else if (kind === 'close') depth--
    const word = kind === 'word' ? text.toUpperCase() : kind
    if (depth === 0 && kind === 'word' && after.test(`${previous} ${word}`))
      roles.push(...readRoles(tokens, index + 1))
    previous = word
  }
  return roles
}

const everybody = new Set(['public', 'current_user', 'session_user', 'current_role', 'all'])

/** The names that stand here, with commas between them. */
function readRoles(tokens: readonly Word[], from: number): readonly string[] {
  const roles: string[] = []
  for (let at = from; ; at += 2) {
    if (tokens[at]?.kind === 'word' && /^group$/i.test(tokens[at]?.text ?? '')) at++
    const name = tokens[at]
    if (name?.kind !== 'word' && name?.kind !== 'quoted') return roles
    const role = unquote(name.text)
    if (name.kind === 'quoted' || !everybody.has(role)) roles.push(role)
    if (tokens[at + 1]?.text !== ',') return roles
  }
}
