import type { SchemaFile } from '../model/project.ts'
import type { Diagnostic } from './engine.ts'

/** One diagnostic of `lint`: https://github.com/prisma/prisma-engines/blob/main/prisma-fmt/src/lint.rs */
interface LintDiagnostic {
  readonly file_name: string
  /** UTF-16 code units from the start of the file. */
  readonly start: number
  readonly text: string
  readonly is_warning: boolean
}

/**
 * The errors among what `lint` found.
 * @param json what `lint` returned for the files.
 */
export function lintErrors(json: string, files: readonly SchemaFile[]): readonly Diagnostic[] {
  const contents = new Map(files.map((file) => [file.path, file.content]))
  return (JSON.parse(json) as readonly LintDiagnostic[])
    .filter((diagnostic) => !diagnostic.is_warning)
    .map(({ file_name: file, start, text }) => {
      const before = contents.get(file)?.slice(0, start).split('\n')
      return {
        message: text,
        location: before ? { file, line: before.length, column: (before.at(-1) ?? '').length + 1 } : null,
      }
    })
}

/**
 * The errors in the text of a P1012, as `prisma validate` prints it:
 *
 *     error: Type "Foo" is neither a built-in type, nor refers to another model …
 *       -->  prisma/schema.prisma:5
 *
 * @param relative turns the path that is printed into the one of the project.
 */
export function errorsOfText(text: string, relative: (path: string) => string): readonly Diagnostic[] {
  return text
    .split(/^error: /m)
    .slice(1)
    .map((block) => {
      const [, message = block, path, line] = /^([\s\S]*?)\n\s*-->\s+(.+):(\d+)\s*$/m.exec(block) ?? []
      return {
        message: message.split(/\n\n(?:Validation Error Count|\[Context)/)[0]?.trim() ?? '',
        location: path && line ? { file: relative(path), line: Number(line) } : null,
      }
    })
}
