DROP POLICY own ON "Post";
