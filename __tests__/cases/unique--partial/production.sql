DROP INDEX "User_email_key";
CREATE UNIQUE INDEX "User_email_key" ON "User" ("email") WHERE "name" IS NOT NULL;
