/**
 * Names that no model, enum or type may have: what the generated client could not declare.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference#naming-conventions
 */
const reserved = new Set([
  ...['PrismaClient', 'Prisma', 'Unsupported', 'Object'],
  ...['String', 'Boolean', 'Int', 'BigInt', 'Float', 'Decimal', 'DateTime', 'Json', 'Bytes'],
  ...[
    'async',
    'await',
    'break',
    'case',
    'catch',
    'class',
    'const',
    'continue',
    'debugger',
    'default',
    'delete',
  ],
  ...['do', 'else', 'enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements'],
  ...['import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected'],
  ...[
    'public',
    'return',
    'super',
    'switch',
    'this',
    'throw',
    'true',
    'try',
    'typeof',
    'using',
    'var',
    'void',
  ],
  ...['while', 'with', 'yield'],
])

/** Is this a name that Prisma refuses for a model, enum or type? */
export function isReserved(name: string): boolean {
  return reserved.has(name)
}
