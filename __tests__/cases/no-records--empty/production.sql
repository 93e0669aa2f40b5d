DROP TABLE "_prisma_migrations";
DROP TABLE "Post", "User";
DROP TYPE "Role";
