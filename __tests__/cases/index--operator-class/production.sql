DROP INDEX "Account_name_idx";
CREATE INDEX "Account_name_idx" ON "Account" ("name" text_pattern_ops);
