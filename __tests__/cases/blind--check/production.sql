ALTER TABLE "User" ADD CONSTRAINT "email_has_at" CHECK ("email" LIKE '%@%');
