ALTER SEQUENCE "Item_id_seq" RENAME TO "item_numbers";
CREATE SEQUENCE "bill_numbers";
ALTER TABLE "Bill" ALTER "no" SET DEFAULT nextval('bill_numbers');
