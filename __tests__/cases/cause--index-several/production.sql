DROP INDEX "Post_authorId_idx";
CREATE INDEX "Post_authorId_idx" ON "Post" USING hash ("authorId");
