DROP INDEX "User_email_key";
CREATE INDEX "User_email_key" ON "User" ("email");
