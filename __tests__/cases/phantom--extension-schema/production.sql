ALTER EXTENSION "citext" SET SCHEMA "public";
ALTER EXTENSION "pg_trgm" SET SCHEMA "public";
ALTER TABLE "Word" DROP CONSTRAINT "short", ADD CONSTRAINT "short" CHECK (word_similarity("plain", 'z') < 0.9);
