DROP INDEX "Account_name_key";
CREATE UNIQUE INDEX "Account_name_key" ON "Account" ("name") NULLS NOT DISTINCT;
