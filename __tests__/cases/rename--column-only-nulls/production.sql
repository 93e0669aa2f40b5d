INSERT INTO "User" ("email", "name") VALUES ('a@example.org', 'Ada'), ('b@example.org', NULL);
ALTER TABLE "User" DROP "name", ADD "full_name" text;
