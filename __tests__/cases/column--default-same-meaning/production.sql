INSERT INTO "User" ("email", "name") VALUES ('a@example.test', 'A'), ('b@example.test', NULL);
INSERT INTO "Post" ("title", "authorId") VALUES ('one', 1), ('two', 2);
ALTER TABLE "User" ALTER "createdAt" SET DEFAULT now();
ALTER TABLE "User" ALTER "role" SET DEFAULT 'MEMBER'::text::"Role";
ALTER TABLE "Post" ALTER "tags" SET DEFAULT NULL;
