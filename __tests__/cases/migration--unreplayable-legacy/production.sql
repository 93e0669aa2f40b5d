DELETE FROM "_prisma_migrations" WHERE "migration_name" = '0_legacy';
