CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "score" DOUBLE PRECISION,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

CREATE MATERIALIZED VIEW "Stats" AS
  SELECT "status", EXTRACT(year FROM "createdAt") AS "year", count(*) AS "users" FROM "User" GROUP BY 1, 2;
CREATE UNIQUE INDEX "Stats_key" ON "Stats"("status", "year");
CREATE INDEX "Stats_users" ON "Stats"("users" DESC);
