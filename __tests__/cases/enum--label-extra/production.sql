INSERT INTO "User" ("email", "name") VALUES ('a@example.test', 'A'), ('b@example.test', NULL);
INSERT INTO "Post" ("title", "authorId") VALUES ('one', 1), ('two', 2);
ALTER TYPE "Role" ADD VALUE 'GUEST';
