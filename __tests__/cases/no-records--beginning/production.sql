DROP TABLE "_prisma_migrations";
