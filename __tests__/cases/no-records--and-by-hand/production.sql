DROP TABLE "_prisma_migrations";
DROP INDEX "Post_authorId_idx";
