import { createHash } from 'node:crypto'

/**
 * How credentials look where functions, triggers and views hold them. Each pattern's group `secret`, or all of it, is
 * the credential.
 */
const shapes: readonly RegExp[] = [
  // JSON Web Tokens, and what follows an authorization scheme.
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g,
  /\b(?:Bearer|Basic)\s+(?<secret>[\w.~+/-]{12,}=*)/gi,
  // The password of a URL.
  /:\/\/[^\s:/@'"]+:(?<secret>[^\s@'"]+)@/g,
  // The prefixes of well-known services: Stripe, GitHub, GitLab, Slack, AWS, Google, SendGrid, OpenAI, npm.
  /\b(?:[sr]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[abposr]-|SG\.|sk-|npm_)[\w.-]{16,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // A literal that a telling name is given: `api_key := 'x'`, `"password": "x"`, `crypt('x', …)` is not one.
  /\b\w*(?:password|passwd|secret|api_?key|access_?key|auth_?token)\w*["']?\s*(?::=|=>|=|:)\s*["'](?<secret>[^"'\s]{6,})["']/gi,
]

/**
 * A text without the credentials that it holds: in the place of each stands a name that is the same for the same
 * credential, so that what differs still differs.
 */
export function withoutCredentials(text: string): string {
  return shapes.reduce(
    (masked, shape) =>
      masked.replaceAll(shape, (whole: string, ...rest: readonly unknown[]) => {
        const groups = rest.at(-1)
        const secret =
          typeof groups === 'object' && groups !== null && 'secret' in groups ? groups.secret : null
        return typeof secret === 'string' ? whole.replace(secret, () => stand(secret)) : stand(whole)
      }),
    text,
  )
}

function stand(secret: string): string {
  return `(secret ${createHash('sha256').update(secret).digest('hex').slice(0, 4)})`
}

/** Does a text hold what looks like a credential? */
export function holdsCredential(text: string): boolean {
  return withoutCredentials(text) !== text
}
