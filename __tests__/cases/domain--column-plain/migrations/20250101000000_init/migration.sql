CREATE DOMAIN address AS TEXT CHECK (VALUE LIKE '%@%');
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "mail" address,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
