ALTER TABLE "Product" DROP CONSTRAINT "status_known";
ALTER TABLE "Product" ADD CONSTRAINT "status_known" CHECK ("status" IN ('open', 'paid', 'void'));
