CREATE POLICY everything ON "Post" FOR SELECT TO app USING (true);
