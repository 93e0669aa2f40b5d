DROP INDEX "Domain_name_key", "Domain_lower_idx";
CREATE UNIQUE INDEX "Domain_name_key" ON "Domain" ("name");
CREATE INDEX "Domain_lower_idx" ON "Domain" ("owner");
