INSERT INTO "User" ("email") VALUES ('a'), ('b');
INSERT INTO "Post" ("title", "authorId") VALUES ('one', 1), ('two', 2);
ALTER TABLE "Post" DROP COLUMN "authorId";
ALTER TABLE "Post" ADD COLUMN "note" TEXT;
ALTER TABLE "User" ADD COLUMN "note" TEXT;
