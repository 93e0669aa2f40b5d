ALTER TABLE "Product" DROP CONSTRAINT "price_positive";
ALTER TABLE "Product" ADD CONSTRAINT "price_positive" CHECK ("price" > 0) NOT VALID;
