ALTER TABLE "Account" DROP COLUMN "loud";
ALTER TABLE "Account" ADD COLUMN "loud" TEXT GENERATED ALWAYS AS (upper("name") || '!') STORED;
