DELETE FROM "_prisma_migrations";
