CREATE DOMAIN kind AS VARCHAR(9) DEFAULT 'a' CHECK (VALUE IN ('a', 'b')) CONSTRAINT short CHECK (length(VALUE) BETWEEN 1 AND 5 AND trim(VALUE) <> '');
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "kind" kind,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
