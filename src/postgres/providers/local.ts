import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../model/failure.ts'
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
    if (best === null) throw await unavailable(request.major)
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

async function unavailable(wanted: number | null): Promise<Failure> {
  const there = (await findPrograms('postgres')).map(({ version }) => version)
  const found = there.length === 0 ? 'none was found' : `only ${there.join(', ')} was found`
  const version = wanted ?? 17
  return new Failure({
    stage: 'start',
    code: 'local-unavailable',
    message: `There are no server binaries of PostgreSQL${wanted === null ? '' : ` ${wanted} or newer`} on this machine; ${found} in ${placesLookedAt}.`,
    next: [
      `Install them: apt-get install postgresql-${version}, or brew install postgresql@${version}.`,
      'Or choose another way to get a server: --postgres docker, embedded or url.',
    ],
  })
}
