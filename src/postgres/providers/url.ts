import { parseConnectionUrl } from '../connection-url.ts'
import { serve } from '../serve.ts'
import type { Provider } from '../server.ts'
import { machineTool } from '../tools.ts'

/** An existing server, on which we make and drop databases of our own. */
export const url: Provider = {
  name: 'url',
  async probe(request) {
    return request.url === null
      ? { fits: false, because: 'no database URL was given' }
      : { fits: true, major: null, because: 'a database URL was given' }
  },
  async start(request) {
    if (request.url === null) throw new Error('the url provider was started although its probe does not fit')
    const { connection } = parseConnectionUrl(request.url)
    return serve({
      provider: 'url',
      reason: `The server at ${connection.host}:${connection.port} was given as database URL.`,
      connection,
      signal: request.signal,
      onMade: (made) => request.onRemains({ provider: 'url', ...made }),
      tool: machineTool,
      stop: (dropAll) => dropAll(),
    })
  },
}
