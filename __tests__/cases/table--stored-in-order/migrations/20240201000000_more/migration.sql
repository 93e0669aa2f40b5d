ALTER TABLE "Post" SET (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE "User" REPLICA IDENTITY USING INDEX "User_email_key";
CREATE UNLOGGED TABLE "Cache" ("key" TEXT NOT NULL, CONSTRAINT "Cache_pkey" PRIMARY KEY ("key"));
CREATE TYPE pair AS (a integer, b integer);
