CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "score" DOUBLE PRECISION,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

CREATE EXTENSION citext;
CREATE FUNCTION same(a citext, b citext DEFAULT 'x') RETURNS boolean LANGUAGE sql AS $$ SELECT a = b $$;
CREATE FUNCTION recent(since timestamptz DEFAULT now() - interval '1 day', statuses text[] DEFAULT ARRAY['active', 'trial']) RETURNS SETOF "User"
  BEGIN ATOMIC SELECT * FROM "User" WHERE "status" IN ('active', 'trial') AND ("createdAt" AT TIME ZONE 'utc') > since; END;
CREATE FUNCTION ranked(OUT place integer, VARIADIC parts integer[]) LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 5 AS $$ SELECT 1 $$;
CREATE PROCEDURE tidy(INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := 1; END $$;
CREATE TYPE span AS RANGE (subtype = integer);
