DROP INDEX "User_name_idx";
CREATE INDEX "User_name_idx" ON "User" ("name" NULLS FIRST) WITH (fillfactor = 50);
