DROP INDEX "User_email_name_key";
ALTER TABLE "User" ADD CONSTRAINT "User_email_name_key" UNIQUE ("email", "name") DEFERRABLE INITIALLY DEFERRED;
