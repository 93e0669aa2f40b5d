DROP TABLE "_prisma_migrations";
ALTER TABLE "User" ADD COLUMN "bio" TEXT;
