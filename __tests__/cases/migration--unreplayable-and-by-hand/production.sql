DELETE FROM "_prisma_migrations" WHERE "migration_name" = '0_legacy';
DROP INDEX "Post_title_idx";
ALTER TABLE "Legacy" DROP COLUMN "note";
