CREATE SEQUENCE counter AS INTEGER START WITH 100;
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "no" INTEGER NOT NULL DEFAULT nextval('counter'),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
