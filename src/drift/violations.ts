/**
 * How Prisma Client reports what it has no code of its own for: the driver's error, SQLSTATE and all, in place of a
 * `PrismaClientKnownRequestError`. https://www.prisma.io/docs/orm/reference/error-reference
 */
const raw = 'for which Prisma Client has no code of its own'

export const checkViolation = `SQLSTATE 23514 (check violation), ${raw}`
export const exclusionViolation = `SQLSTATE 23P01 (exclusion violation), ${raw}`

/** What becomes of an object that Prisma does not see. */
export const unseen =
  '`prisma migrate dev` does not see it, and a migration that makes the table anew loses it.'
