DROP TABLE "Post";
CREATE TABLE "Comment" ("id" serial PRIMARY KEY, "body" text NOT NULL, "score" integer);
