DROP INDEX "User_email_name_key";
CREATE UNIQUE INDEX "User_email_name_key" ON "User"("email", "name") NULLS NOT DISTINCT;
