ALTER TABLE "Post" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Post" FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "Post" TO app USING ("authorId" = (current_setting('app.user', true))::int) WITH CHECK ("state" = 'DRAFT');
CREATE POLICY titles ON "Post" AS RESTRICTIVE FOR SELECT USING ("title" IN ('a', 'b'));
CREATE POLICY authors ON "Post" FOR INSERT TO "Reader", app
  WITH CHECK (EXISTS (SELECT 1 FROM "User" u WHERE u."id" = "authorId" AND u."email" = current_user));
CREATE POLICY trimmed ON "Post" FOR UPDATE USING (btrim("title") <> '' AND now() AT TIME ZONE 'UTC' > '2020-01-01'::timestamp) WITH CHECK (true);
CREATE POLICY gone ON "Post" FOR DELETE USING (false);
COMMENT ON POLICY gone ON "Post" IS 'nobody deletes';
