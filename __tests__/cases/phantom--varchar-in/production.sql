ALTER TABLE "Item" DROP CONSTRAINT "label_known", ADD CONSTRAINT "label_known" CHECK ("label" IN ('a', 'c'));
