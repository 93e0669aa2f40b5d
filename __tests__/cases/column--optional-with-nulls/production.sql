INSERT INTO "User" ("email", "name") VALUES ('a@example.test', 'A'), ('b@example.test', NULL);
INSERT INTO "Post" ("title", "authorId") VALUES ('one', 1), ('two', 2);
ALTER TABLE "Post" ALTER "title" DROP NOT NULL;
UPDATE "Post" SET "title" = NULL WHERE "id" = 1;
