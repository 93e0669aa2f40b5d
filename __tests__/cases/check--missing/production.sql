ALTER TABLE "Product" DROP CONSTRAINT "price_positive";
