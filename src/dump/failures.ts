import { Failure } from '../model/failure.ts'

/** The dump is none, or none that can be read here. */
export function unrecognised(
  name: string,
  looksLike: string,
  next: readonly string[],
  cause?: unknown,
): Failure {
  return new Failure(
    {
      stage: 'restore',
      code: 'dump-unrecognised',
      message: `${name} is not a dump that can be read: it looks like ${looksLike}.`,
      next,
    },
    { cause },
  )
}

/** The dump is cut short or damaged; `how` says what of it is not there. */
export function truncated(name: string, how: string, cause?: unknown): Failure {
  return new Failure(
    {
      stage: 'restore',
      code: 'dump-truncated',
      message: `${name} is cut short or damaged: ${how}.`,
      next: [
        'Make or copy it anew: see that the step which makes it fails when pg_dump fails (set -o pipefail) and that the disk has room.',
        'Where the dump is one file, give --dump-sha256, so that another than the one you made is refused at once.',
      ],
    },
    { cause },
  )
}

export function inputMissing(name: string, what: string, next: readonly string[], cause?: unknown): Failure {
  return new Failure(
    { stage: 'restore', code: 'input-missing', message: `${name}: ${what}.`, next },
    { cause },
  )
}

/** The code of an error of Node (`ENOENT`, `Z_BUF_ERROR`), if it has one. */
export function errorCode(error: unknown): string | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null
  return typeof code === 'string' ? code : null
}
