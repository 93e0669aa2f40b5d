import { statusOf } from './api-error.ts'
import type { Client } from './client.ts'

/**
 * Who this token writes as. `GET /user` is closed to installation tokens, GraphQL's viewer is not; where that
 * is closed too it can only be the job's own token.
 */
export async function ownLogin(client: Client): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    return viewer.login
  } catch (error) {
    if (statusOf(error) !== null && statusOf(error) !== 403 && statusOf(error) !== 404) throw error
    return 'github-actions[bot]'
  }
}
