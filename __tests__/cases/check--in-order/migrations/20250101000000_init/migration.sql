CREATE TYPE "Role" AS ENUM ('MEMBER', 'ADMIN');
CREATE TABLE "Product" (
    "id" SERIAL NOT NULL,
    "price" INTEGER NOT NULL,
    "role" "Role" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "status" VARCHAR(20) NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Product" ADD CONSTRAINT "price_positive" CHECK ("price" > 0);
ALTER TABLE "Product" ADD CONSTRAINT "status_known" CHECK ("status" IN ('open', 'paid'));
ALTER TABLE "Product" ADD CHECK ("price" BETWEEN 1 AND 500 AND "status" NOT IN ('x', 'y'));
ALTER TABLE "Product" ADD CHECK ("role" IN ('MEMBER', 'ADMIN') OR "at" > now() AT TIME ZONE 'utc');
ALTER TABLE "Product" ADD CHECK (CASE WHEN "status" IN ('open', 'paid') THEN trim("status") <> '' ELSE EXTRACT(year FROM "at") > 2000 END);
