ALTER TABLE "Post" ADD COLUMN "cachedAs" TEXT REFERENCES "cache_entries" ("key") ON DELETE SET NULL;
