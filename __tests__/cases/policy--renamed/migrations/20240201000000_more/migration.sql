ALTER TABLE "Post" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON "Post" TO app USING ("authorId" = (current_setting('app.user', true))::int) WITH CHECK ("state" = 'DRAFT');
