CREATE SCHEMA "tools";
CREATE EXTENSION "citext" WITH SCHEMA "tools";
CREATE EXTENSION "pg_trgm" WITH SCHEMA "tools";
CREATE TABLE "Word" ("id" SERIAL NOT NULL, "text" "tools"."citext" NOT NULL, "plain" TEXT NOT NULL, CONSTRAINT "Word_pkey" PRIMARY KEY ("id"));
CREATE INDEX "Word_plain_idx" ON "Word" USING gin ("plain" "tools".gin_trgm_ops);
ALTER TABLE "Word" ADD CONSTRAINT "not_like" CHECK ("tools".similarity("plain", 'x') < 0.5 AND "text" OPERATOR("tools".<>) 'y');
ALTER TABLE "Word" ADD CONSTRAINT "short" CHECK ("tools".similarity("plain", 'z') < 0.9);
