CREATE TABLE "Note" ("id" SERIAL NOT NULL, "tags" TEXT[], "flags" INTEGER[] NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY ("id"));
