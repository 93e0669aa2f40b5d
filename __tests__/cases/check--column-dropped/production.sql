ALTER TABLE "Product" DROP COLUMN "price";
