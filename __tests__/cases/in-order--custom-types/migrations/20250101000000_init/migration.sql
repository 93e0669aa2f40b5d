CREATE FUNCTION short_id() RETURNS text LANGUAGE sql AS $$ SELECT substr(md5(random()::text), 1, 8) $$;
CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%');
CREATE TYPE place AS (street text, town text);
CREATE TABLE "Account" ("id" TEXT NOT NULL DEFAULT short_id(), "email" email_address NOT NULL, "place" place, CONSTRAINT "Account_pkey" PRIMARY KEY ("id"));
