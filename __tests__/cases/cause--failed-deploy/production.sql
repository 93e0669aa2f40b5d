INSERT INTO "User" ("email", "name") VALUES ('a@example.org', 'Ada'), ('b@example.org', 'Ada');
ALTER TABLE "Post" ALTER "words" SET DEFAULT 1;
