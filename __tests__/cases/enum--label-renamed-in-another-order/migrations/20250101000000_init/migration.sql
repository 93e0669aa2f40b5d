CREATE TYPE "Frequency" AS ENUM ('NEVER', 'WEEKLY', 'DAILY');

CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "mails" "Frequency" NOT NULL DEFAULT 'WEEKLY',

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
