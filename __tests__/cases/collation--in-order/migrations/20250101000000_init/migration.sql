CREATE COLLATION german (provider = icu, locale = 'de');
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE german NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
