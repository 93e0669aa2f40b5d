COMMENT ON SCHEMA public IS 'the application';
COMMENT ON TABLE "Post" IS 'what people write';
COMMENT ON COLUMN "Post"."title" IS 'shown in lists';
COMMENT ON INDEX "Post_authorId_idx" IS 'for the profile page';
COMMENT ON CONSTRAINT "Post_authorId_fkey" ON "Post" IS 'authors stay';
COMMENT ON CONSTRAINT "Post_pkey" ON "Post" IS 'counted';
COMMENT ON TYPE "State" IS 'how far it is';
