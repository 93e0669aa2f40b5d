CREATE FUNCTION apart(a FLOAT8, b FLOAT8) RETURNS FLOAT8 LANGUAGE sql IMMUTABLE AS $$ SELECT a - b $$;
CREATE TYPE span AS RANGE (subtype = FLOAT8, subtype_diff = apart);
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "span" span,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
