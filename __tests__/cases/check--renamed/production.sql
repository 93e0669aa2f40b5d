ALTER TABLE "Product" RENAME CONSTRAINT "price_positive" TO "Product_price_check";
