import { getSystemErrorMap } from 'node:util'
import type { Delivery } from '../config/config.ts'
import { Failure } from '../model/failure.ts'

/** What it is called where a file is in the way of a folder. */
const inTheWay = ['EEXIST', 'ENOTDIR']

/**
 * Why the file system refused: `permission denied (EACCES)`. Of Node's own message only this is told, which names
 * the path twice.
 */
export function whyRefused(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return String(error)
  const code = String(error.code)
  if (inTheWay.includes(code)) return `a part of its path is a file (${code})`
  const words = [...getSystemErrorMap().values()].find(([name]) => name === code)?.[1]
  return words === undefined ? code : `${words} (${code})`
}

/** A report that could not be written: the check was done, but who waits for the file must be told. */
export function reportUnwritable({ format, file }: Delivery['reports'][number], error: unknown): Failure {
  return new Failure({
    stage: 'report',
    code: 'report-unwritable',
    message: `The ${format} report cannot be written to ${file}: ${whyRefused(error)}.`,
    next: [`Give \`--report ${format}=…\` a path of a file that can be written, and run it again.`],
  })
}
