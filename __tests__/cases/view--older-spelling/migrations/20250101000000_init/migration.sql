CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "score" DOUBLE PRECISION,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

CREATE VIEW "Times" AS SELECT "id", EXTRACT(epoch FROM "createdAt") / 60 AS "minutes", EXTRACT(year FROM "createdAt") * "score" AS "weight",
  round(EXTRACT(epoch FROM "createdAt")::numeric, 2) AS "exact", "createdAt" AT TIME ZONE 'utc' AS "at", trim(both from "email") AS "email",
  substring("email" from 2 for 3) AS "part", position('@' in "email") AS "place" FROM "User" WHERE EXTRACT(year FROM "createdAt") > 2020;
CREATE VIEW "Hours" AS WITH "m" AS (SELECT "minutes" / 60 AS "hours" FROM "Times"), "e" AS (SELECT EXTRACT(day FROM "createdAt") AS "d" FROM "User")
  SELECT "hours" * 2 AS "twice", "d" * 24 AS "days" FROM "m", "e";
