CREATE INDEX "by_title" ON "Post" ("title");
