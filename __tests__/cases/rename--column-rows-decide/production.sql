INSERT INTO "User" ("email", "name") VALUES ('a@example.org', 'Ada'), ('b@example.org', NULL);
ALTER TABLE "User" RENAME "name" TO "full_name";
ALTER TABLE "User" ADD "nickname" text;
