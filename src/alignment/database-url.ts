/**
 * The URL of production for libpq's programs, as an argument in a shell: without the parameters, of which Prisma has
 * some that they refuse (`schema`, `connection_limit`).
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own parameter expansion
export const databaseUrl = '"${DATABASE_URL%%\\?*}"'
