CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "loud" TEXT GENERATED ALWAYS AS (upper("name")) STORED,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
