ALTER POLICY own ON "Post" TO app, reader;
ALTER POLICY public ON "Post" USING ("state" IN ('PUBLIC', 'DRAFT'));
