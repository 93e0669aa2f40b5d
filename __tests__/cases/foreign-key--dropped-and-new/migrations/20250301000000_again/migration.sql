ALTER TABLE "Post" ADD COLUMN "authorId" INTEGER NOT NULL;
CREATE INDEX "Post_authorId_idx" ON "Post"("authorId");
