CREATE TABLE "Person" ("id" SERIAL NOT NULL, "first" TEXT NOT NULL, "last" TEXT NOT NULL, "full" TEXT GENERATED ALWAYS AS (first || ' ' || last) STORED, CONSTRAINT "Person_pkey" PRIMARY KEY ("id"));
