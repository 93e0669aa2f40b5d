DELETE FROM "_prisma_migrations" WHERE "migration_name" = '0_platform';
ALTER TABLE "Note" DISABLE ROW LEVEL SECURITY;
CREATE POLICY "everyone" ON "Note" FOR SELECT USING (true);
CREATE INDEX "Note_lower_idx" ON "Note"(lower("text"));
