CREATE TYPE place AS (street TEXT, town VARCHAR(40));
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "place" place,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
ALTER TYPE place ADD ATTRIBUTE "Zip" TEXT COLLATE "C" CASCADE;
ALTER TYPE place DROP ATTRIBUTE street CASCADE;
