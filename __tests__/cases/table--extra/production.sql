CREATE TABLE "leftover" ("id" serial PRIMARY KEY, "n" integer UNIQUE, "userId" integer REFERENCES "User");
