COMMENT ON SCHEMA public IS 'another one';
COMMENT ON COLUMN "Post"."authorId" IS 'two
lines';
COMMENT ON COLUMN "Post"."title" IS NULL;
COMMENT ON INDEX "Post_authorId_idx" IS 'for the page of an author';
COMMENT ON CONSTRAINT "Post_authorId_fkey" ON "Post" IS NULL;
COMMENT ON CONSTRAINT "Post_pkey" ON "Post" IS 'counted up';
COMMENT ON TYPE "State" IS NULL;
