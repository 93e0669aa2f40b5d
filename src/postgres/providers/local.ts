import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { findPrograms, type Program, placesLookedAt } from '../binaries.ts'
import { serveCluster } from '../serve.ts'
import type { Provider } from '../server.ts'

/** A cluster of our own, made with the server binaries of this machine. */
export const local: Provider = {
  name: 'local',
  async probe({ major }) {
    const best = await bestServer(major)
    if (best !== null)
      return {
        fits: true,
        major: best.major,
        because: `PostgreSQL ${best.version} is installed on this machine`,
      }
    const wanted = major === null ? '' : ` of version ${major} or newer`
    return { fits: false, because: `no server binaries${wanted} in ${placesLookedAt}` }
  },
  async start(request) {
    const best = await bestServer(request.major)
    if (best === null) throw new Error('the local provider was started although its probe does not fit')
    const binDirectory = path.dirname(await realpath(best.file))
    const newer = request.major !== null && best.major > request.major
    const reason = newer
      ? `PostgreSQL ${best.version} of this machine (${binDirectory}) is newer than the ${request.major} that was wanted; nothing nearer was there`
      : `PostgreSQL ${best.version} of this machine (${binDirectory})`
    return serveCluster('local', binDirectory, `${reason}.`, request)
  },
}

/** Of the wanted major, else the nearest newer one; the newest where none is wanted. */
async function bestServer(wanted: number | null): Promise<Program | null> {
  const servers = await findPrograms('postgres')
  if (wanted === null) return servers[0] ?? null
  const majors = servers.map(({ major }) => major).filter((major) => major >= wanted)
  return servers.find(({ major }) => major === Math.min(...majors)) ?? null
}
