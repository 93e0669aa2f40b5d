ALTER TABLE "User" ADD CONSTRAINT "one_name" EXCLUDE USING hash ("name" WITH =);
