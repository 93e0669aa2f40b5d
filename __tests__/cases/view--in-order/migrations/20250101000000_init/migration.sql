CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "score" DOUBLE PRECISION,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

CREATE VIEW "ActiveUser" AS SELECT "id", "email" FROM "User" WHERE "status" IN ('active', 'trial');
CREATE MATERIALIZED VIEW "Stats" AS
  SELECT "status", EXTRACT(year FROM "createdAt") AS "year", count(*) AS "users" FROM "User" GROUP BY 1, 2;
CREATE UNIQUE INDEX "Stats_key" ON "Stats"("status", "year");
CREATE INDEX "Stats_users" ON "Stats"("users" DESC);
CREATE RECURSIVE VIEW "Numbers" ("n") AS SELECT 1 UNION ALL SELECT "n" + 1 FROM "Numbers" WHERE "n" < 10;
CREATE VIEW "Emails" WITH (security_barrier) AS SELECT trim(both from a."email") AS "email", (now() AT TIME ZONE 'utc')::date AS "day"
  FROM "ActiveUser" a JOIN "Stats" s ON s."year" = EXTRACT(year FROM now()) WHERE a."id" NOT IN (SELECT "n" FROM "Numbers");
