ALTER TABLE "Item" RENAME CONSTRAINT "Item_label_key" TO "label_once";
DROP INDEX "Item_state_idx";
CREATE INDEX "Item_state_idx" ON "Item" ("state", "note");
