ALTER TABLE "User" RENAME "name" TO "full_name";
