import type { Given } from './problems.ts'

/**
 * The texts that must never be shown: the token, whole URLs that carry credentials or a signature, and those
 * alone. A password that is just the user's name (`postgres:postgres`) keeps nothing secret.
 * @returns sorted, the longest first, so that masking one never leaves the rest of another
 */
export function secretsOf(given: readonly Given[]): readonly string[] {
  const secrets = given.flatMap(({ name, value }) => {
    if (typeof value !== 'string') return []
    if (name === 'github-token') return [value.trim()]
    return name === 'database-url' || name === 'dump' ? urlSecrets(value.trim()) : []
  })
  return [...new Set(secrets)].filter((secret) => secret.length > 3).sort((a, b) => b.length - a.length)
}

function urlSecrets(value: string): readonly string[] {
  // What a URL cannot be parsed for may still hold a password.
  if (!URL.canParse(value)) return value.includes('://') && value.includes('@') ? [value] : []
  const url = new URL(value)
  const password = url.password === url.username ? '' : url.password
  if (password === '' && url.search === '') return []
  return [value, password, decode(password), url.search.slice(1), ...url.searchParams.values()].filter(
    (text) => text === value || text.length > 7 || text === password || text === decode(password),
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
