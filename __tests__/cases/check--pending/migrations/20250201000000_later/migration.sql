ALTER TABLE "Product" ADD CONSTRAINT "price_positive" CHECK ("price" > 0);
