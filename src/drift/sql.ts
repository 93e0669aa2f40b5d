/** A text as SQL has it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A name as SQL has it: in quotes, with its schema where that is not `public`. */
export function quoted({ schema, name }: { readonly schema?: string; readonly name: string }): string {
  const parts = schema === undefined || schema === 'public' ? [name] : [schema, name]
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.')
}
