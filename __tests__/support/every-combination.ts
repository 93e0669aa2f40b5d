/**
 * Are the older majors of Prisma held to every case, and not only to one of each sort? The weekly workflow asks for it:
 * each of their commands starts a process of its own.
 */
export const everyCombination = process.env.EVERY_COMBINATION !== undefined
