/** The words of a name in camel, Pascal, snake or kebab case, in lower case: `userID` is `user`, `id`. */
export function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase())
}

/** `created_at` as `createdAt`; what has no underscore stays. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[A-Za-z0-9])_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** `user_profile` as `UserProfile`. */
export function pascalCase(name: string): string {
  return upperFirst(camelCase(name))
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** `AuditLog` as `auditLog`, `URL` as `url`. */
export function lowerFirst(name: string): string {
  return name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase())
}

/** `AuditLog` as `audit_log`. */
export function snakeCase(name: string): string {
  return wordsOf(name).join('_')
}
